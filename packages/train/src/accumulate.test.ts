import { concat, expectClose, init, memory, memoryScope, type Rng, type Tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { type BestWeights, type FitOptions, fit, type HistoryEntry } from "./index.js";
import { adamw, MemoryStore, Plane, PlaneData, type Points, points, setUp } from "./line.test-data.js";

beforeAll(() => init());

/** A model that drops nothing: each part of a batch would draw its own. */
class Still extends Plane {
  override loss(batch: Points): Tensor {
    return super.loss(batch);
  }
}

/** Batches of these sizes, one after the other; the numbers are those that it was asked for. */
class InParts extends PlaneData {
  readonly sizes: readonly number[];
  readonly numbers: number[] = [];

  constructor(sizes: readonly number[]) {
    super();
    this.sizes = sizes;
  }

  override batch(rng: Rng, step = 0): Points {
    this.numbers.push(step);
    return points(rng, this.sizes[step % this.sizes.length]!);
  }
}

/** The same rows, joined to one batch a step. */
class Joined extends InParts {
  override batch(rng: Rng, step = 0): Points {
    const parts = this.sizes.map((_, i) => super.batch(rng, step * this.sizes.length + i));
    return { x: concat(parts.map(({ x }) => x)), y: concat(parts.map(({ y }) => y)) };
  }
}

function withData<Data extends PlaneData>(data: Data, options: Partial<FitOptions<Points>> = {}) {
  const model = new Still();
  return { ...setUp({ model, optimizer: adamw(model), clipNorm: 0.7, logEvery: 1, ...options }), model, data };
}

const numbersOf = (model: Plane) => [...model.weight.data(), ...model.bias.data()];
const column = (history: readonly HistoryEntry[], key: "loss" | "gradNorm") => history.map((entry) => entry[key]!);

describe("accumulate", () => {
  it.each([[[4, 4, 4]], [[8, 8]], [[3, 1, 5, 2]]])("takes batches of %j rows for one", async (sizes) => {
    const one = withData(new Joined(sizes));
    const parts = withData(new InParts(sizes), { accumulate: sizes.length });
    const [whole, summed] = [await fit(one), await fit(parts)];
    for (const key of ["loss", "gradNorm"] as const) {
      expectClose(column(summed.history, key), column(whole.history, key), { rtol: 1e-4 });
    }
    expectClose(numbersOf(parts.model), numbersOf(one.model), { rtol: 1e-5 });
    expect(parts.data.numbers).toEqual(Array.from({ length: 20 * sizes.length }, (_, i) => i));
  });

  it("is captured, with the bits of eager steps, and is resumed anywhere", async () => {
    const sizes = [3, 1, 5];
    const reasons: unknown[] = [];
    const run = async (options: Partial<FitOptions<Points>> = {}) => {
      const parts = setUp({ data: new InParts(sizes), accumulate: 3, clipNorm: 0.7, evalEvery: 6, ...options }); // drops
      const { history } = await fit({ ...parts, callbacks: { onEager: (reason) => void reasons.push(reason) } });
      return [history, numbersOf(parts.model)];
    };
    const whole = await run();
    expect(reasons).toEqual([]);
    expect(await run({ eager: true })).toEqual(whole);
    for (const stop of [1, 4, 6, 10]) {
      const checkpoints = new MemoryStore();
      await run({ steps: stop, checkpoints });
      expect(await run({ checkpoints, resume: true })).toEqual(whole);
    }
  });

  it("holds the gradients once, however many batches there are", async () => {
    const peakOf = async (accumulate: number) => {
      const run = withData(new InParts([4]), { accumulate, steps: 3, eager: true });
      using _ = memoryScope();
      const before = memory().used;
      let most = 0;
      const { loss } = run.model;
      run.model.loss = (batch) => {
        most = Math.max(most, memory().used - before);
        return loss.call(run.model, batch);
      };
      await fit(run);
      return most;
    };
    const perBatch = ((await peakOf(40)) - (await peakOf(10))) / 30;
    expect(perBatch).toBeLessThan(700); // its rows, in blocks of 64 bytes, and no gradients
  });

  it("is a number of batches", async () => {
    await expect(fit(setUp({ accumulate: 0 }))).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: accumulate is not a number of batches.
        given:    0
        expected: an integer of 1 or more]
    `);
  });
});

describe("data that is prepared", () => {
  /** Reads in time of its own, and says in which order. */
  class Slow extends PlaneData {
    readonly events: string[] = [];
    readonly #read = new Map<number, number>();
    failsAt = -1;

    async prepare(rng: Rng, step: number): Promise<void> {
      const drawn = rng.integer(1000);
      this.events.push(`reads ${step}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (step === this.failsAt) throw new Error("the disk is gone");
      this.#read.set(step, drawn);
    }

    override batch(rng: Rng, step = 0): Points {
      expect(this.#read.get(step)).toBe(rng.integer(1000)); // was read, by the same numbers
      this.events.push(`takes ${step}`);
      return points(rng.fork("points", step), 4); // the stream has moved as it did in prepare
    }
  }

  it("is read a step ahead, before it is taken, and never past the end", async () => {
    const data = new Slow();
    await fit(setUp({ data, steps: 3 }));
    expect(data.events).toEqual(["reads 0", "reads 1", "takes 0", "reads 2", "takes 1", "takes 2"]);
    const parts = new Slow();
    await fit(setUp({ data: parts, steps: 2, accumulate: 2 }));
    expect(parts.events.join()).toBe("reads 0,reads 1,reads 2,reads 3,takes 0,takes 1,takes 2,takes 3");
  });

  it("fails the step that needs it", async () => {
    const data = new Slow();
    data.failsAt = 2;
    const steps: number[] = [];
    const callbacks = { onStep: ({ step }: { step: number }) => void steps.push(step) };
    await expect(fit(setUp({ data, callbacks }))).rejects.toThrow("the disk is gone");
    expect(steps).toEqual([1, 2]);
  });
});

describe("the best weights", () => {
  class Keeping extends MemoryStore {
    readonly best: { step: number; validationLoss: number; weight: number[] }[] = [];

    async saveBest({ step, validationLoss, weights }: BestWeights): Promise<void> {
      this.best.push({ step, validationLoss, weight: [...weights.get("weight")!.data()] });
    }
  }

  it("are those of the lowest loss on the way, at the end by the same examples", async () => {
    const checkpoints = new Keeping();
    const run = setUp({ checkpoints, evalEvery: 4, evalLimit: 7, schedule: (step) => (step < 10 ? 0.05 : 0.4) });
    const { history } = await fit(run);
    const falls = history.slice(0, -1).flatMap(({ step, validationLoss }, i, all) => {
      const before = all.slice(0, i).map((entry) => entry.validationLoss ?? Infinity);
      return validationLoss! < Math.min(...before) ? [{ step, validationLoss, weight: expect.any(Array) }] : [];
    });
    expect(checkpoints.best.filter(({ step }) => step < 20)).toEqual(falls);
    expect(falls.length).toBeGreaterThan(1);
    const last = checkpoints.best.at(-1)!;
    if (last.step === 20) expect(last.validationLoss).not.toBe(history.at(-1)!.validationLoss); // of all
  });

  it("are not kept again by a run that is resumed", async () => {
    const whole = new Keeping();
    await fit(setUp({ checkpoints: whole, evalEvery: 4 }));
    const parts = new Keeping();
    await fit(setUp({ checkpoints: parts, evalEvery: 4, steps: 10 }));
    const early = parts.best.filter(({ step }) => step <= 8);
    parts.best.length = 0;
    await fit(setUp({ checkpoints: parts, evalEvery: 4, resume: true }));
    expect([...early, ...parts.best]).toEqual(whole.best);
  });
});
