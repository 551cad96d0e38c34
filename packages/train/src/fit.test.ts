import { Parameter } from "@cairn-ml/autograd";
import { SGD } from "@cairn-ml/optim";
import { expectClose, init, memoryScope, Rng, type Tensor, tensor } from "@cairn-ml/tensor";
import { beforeEach, describe, expect, it } from "vitest";
import { type DataSource, type FitOptions, fit, type HistoryEntry } from "./index.js";
import { MemoryStore, PlaneData, type Points, setUp } from "./line.test-data.js";

beforeEach(async () => {
  await init({ device: "reference" });
});

/** One weight w with the loss (w - target)², worked by hand: each SGD step of lr ¼ halves the distance. */
function halving(start: number, target = 0): Omit<FitOptions<null>, "steps"> & { w: Parameter } {
  const w = new Parameter(tensor(start));
  const model = {
    config: {},
    namedParameters: () => new Map([["w", w]]),
    loss: () => w.sub(target).square(),
  };
  const data: DataSource<null> = { batch: () => null, count: () => 3 };
  return { w, model, data, optimizer: new SGD([w], { lr: 0.25 }), rng: new Rng(0) };
}

describe("fit", () => {
  it("does what is worked by hand", async () => {
    const run = halving(16);
    const reports: number[][] = [];
    const onStep = (r: { step: number; steps: number; loss: number; lr: number }) =>
      void reports.push([r.step, r.steps, r.loss, r.lr]);
    const result = await fit({ ...run, steps: 4, logEvery: 2, callbacks: { onStep } });
    expect(run.w.item()).toBe(1); // 16 8 4 2 1
    expect(reports).toEqual([
      [1, 4, 256, 0.25],
      [2, 4, 64, 0.25],
      [3, 4, 16, 0.25],
      [4, 4, 4, 0.25],
    ]);
    expect(result.history).toEqual([
      { step: 2, loss: 160, lr: 0.25 },
      { step: 4, loss: 10, lr: 0.25 },
    ]);
    expect(result).toMatchObject({ step: 4, interrupted: false, validationLoss: undefined });
    expect(result.seconds).toBeGreaterThan(0);
    expectClose(result.rate, 12 / result.seconds);
  });

  it("fits a plane", async () => {
    const run = setUp({ steps: 300 });
    const { validationLoss } = await fit(run);
    expect(validationLoss).toBeLessThan(0.1); // the noise alone is 0.003; dropout biases what is learned
    expectClose(run.model.bias.item(), 1, { atol: 0.2 });
  });

  it("notes a last point where the steps are no multiple of logEvery", async () => {
    const { history } = await fit({ ...halving(16), steps: 5, logEvery: 3 });
    expect(history.map(({ step }) => step)).toEqual([3, 5]);
  });

  it("notes every tenth step and each evaluation", async () => {
    const { history } = await fit(setUp({ steps: 25, evalEvery: 15 }));
    expect(history.map(({ step, validationLoss }) => [step, validationLoss !== undefined])).toEqual([
      [10, false],
      [15, true],
      [20, false],
      [25, true],
    ]);
  });

  it("sets the schedule's rate before each step and notes that of the last", async () => {
    const schedule = (step: number) => 0.1 / (step + 1);
    const rates: number[] = [];
    const options = setUp({ steps: 4, logEvery: 2, schedule, callbacks: { onStep: ({ lr }) => void rates.push(lr) } });
    const { history } = await fit(options);
    expect(rates).toEqual([0.1, 0.05, 0.1 / 3, 0.025]);
    expect(history.map(({ lr }) => lr)).toEqual([0.05, 0.025]);
  });

  it("clips the gradients of all parameters together", async () => {
    const run = halving(16); // the gradient is 32
    await fit({ ...run, steps: 1, clipNorm: 2 });
    expectClose(run.w.item(), 16 - 0.25 * 2, { rtol: 1e-6 });
  });

  it("takes the data's rng and the model's from the step, not from each other", async () => {
    const draws: number[][] = [];
    const run = halving(1);
    const rng = new Rng(5);
    const data: DataSource<number> = { batch: (stream) => stream.uniform(), count: () => 1 };
    const model = {
      ...run.model,
      loss(batch: number, stream?: Rng): Tensor {
        draws.push([batch, stream!.uniform()]);
        return run.model.loss(null);
      },
    };
    await fit({ ...run, model, data, rng, steps: 2 });
    const expected = [0, 1].map((step) => {
      const fork = rng.fork("step", step);
      return [fork.fork("batch").uniform(), fork.fork("model").uniform()];
    });
    expect(draws).toEqual(expected);
    expect(rng.state()).toEqual(new Rng(5).state());
  });

  it("stops before a loss that is no number can spoil the weights", async () => {
    const run = halving(1e200); // its square is infinite
    const checkpoints = new MemoryStore();
    const text = fit({ ...run, steps: 4, checkpoints });
    await expect(text).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: the loss is not a finite number before the first step.
        given:    Infinity in step 1
        expected: a finite loss
        fix:      look at the data for numbers that are very large, and at the weights that it begins with]
    `);
    expect(run.w.item()).toBe(1e200);
    expect(checkpoints.steps).toEqual([]);
  });

  it("names a rate that works when the losses have told one", async () => {
    const run = (lr: number) => {
      const { w, ...options } = halving(16); // w² is steepest at 2: the best rate is ½
      return { ...options, optimizer: new SGD([w], { lr }), steps: 1000, logEvery: 1 };
    };
    await expect(fit(run(10))).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: the loss is not a finite number: the training has run away.
        given:    Infinity in step 121, lr 10; the last finite loss was 5.644e+306
        expected: a finite loss
        fix:      lower the learning rate, to 0.5 say, or clip the gradients]
    `);
    const { history } = await fit(run(0.5));
    expect(history.at(-1)!.loss).toBe(0);
  });

  it("says that there is a checkpoint to go back to", async () => {
    const { w, ...options } = halving(16);
    const checkpoints = new MemoryStore();
    const run = fit({ ...options, optimizer: new SGD([w], { lr: 10 }), steps: 1000, saveEvery: 100, checkpoints });
    await expect(run).rejects.toThrow("the last checkpoint is as it was");
    expect(checkpoints.steps).toEqual([100]);
  });

  it("stops before gradients that are no numbers can", async () => {
    const run = halving(0);
    const model = { ...run.model, loss: () => run.w.sqrt() }; // of slope 1/0
    const checkpoints = new MemoryStore();
    const text = fit({ ...run, model, steps: 1, clipNorm: 1, checkpoints });
    await expect(text).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: the norm of the gradients is not a finite number before the first step.
        given:    Infinity in step 1
        expected: a finite norm of the gradients
        fix:      look at the data for numbers that are very large, and at the weights that it begins with]
    `);
    expect(run.w.item()).toBe(0);
    expect(checkpoints.steps).toEqual([]);
  });
});

const load = async () => null;

describe("an evaluation", () => {
  it("weights each batch by what it counts", async () => {
    const { model, data } = setUp();
    const { validationLoss, history } = await fit(setUp({ steps: 1 }));
    const trained = setUp({ steps: 1 });
    await fit(trained);
    const squares: number[] = [];
    for (const { x, y } of data.validation!()) {
      const { weight, bias } = trained.model;
      squares.push(...x.matmul(weight).add(bias).sub(y).square().data());
    }
    expect(squares).toHaveLength(12);
    expectClose(validationLoss!, squares.reduce((a, b) => a + b) / 12, { rtol: 1e-12 });
    expect(history.at(-1)!.validationLoss).toBe(validationLoss);
    expect(model.bias.item()).toBe(0);
  });

  it("takes evalLimit examples on the way and all at the end", async () => {
    const limits: (number | undefined)[] = [];
    const data = new PlaneData();
    const counted = {
      batch: (rng: Rng) => data.batch(rng),
      count: (batch: Points) => data.count(batch),
      validation(limit?: number) {
        limits.push(limit);
        return data.validation(limit);
      },
    };
    await fit(setUp({ data: counted, steps: 6, evalEvery: 2, evalLimit: 7 }));
    expect(limits).toEqual([7, 7, undefined]);
  });

  it("trains nothing: the model gets no rng, and the weights stay", async () => {
    const run = setUp({ steps: 2, evalEvery: 1 });
    const loss = run.model.loss.bind(run.model);
    const seen: string[] = [];
    run.model.loss = (batch, rng) => {
      seen.push(rng ? "train" : "measure");
      return loss(batch, rng);
    };
    await fit(run);
    const whole = ["measure", "measure", "measure"];
    expect(seen).toEqual(["train", ...whole, "train", ...whole]);
    const other = setUp({ steps: 2 });
    await fit(other);
    expect(run.model.weight.toArray()).toEqual(other.model.weight.toArray());
  });

  it("ends the iteration of batches that an abort leaves", async () => {
    const controller = new AbortController();
    let closed = 0;
    const data = new PlaneData();
    const watched = {
      batch: (rng: Rng) => data.batch(rng),
      count: (batch: Points) => data.count(batch),
      *validation(limit?: number) {
        try {
          for (const batch of data.validation(limit)) {
            controller.abort();
            yield batch;
          }
        } finally {
          closed++;
        }
      },
    };
    const result = await fit(setUp({ data: watched, steps: 5, signal: controller.signal }));
    expect(closed).toBe(1);
    expect(result).toMatchObject({ step: 5, interrupted: true, validationLoss: undefined });
  });

  it("does not swallow an error of the model's, aborted or not", async () => {
    const controller = new AbortController();
    const run = setUp({ steps: 5, signal: controller.signal });
    const loss = run.model.loss.bind(run.model);
    run.model.loss = (batch, rng) => {
      if (rng) return loss(batch, rng);
      controller.abort();
      throw new TypeError("broken");
    };
    await expect(fit(run)).rejects.toThrow("broken");
  });
});

describe("callbacks and checkpoints", () => {
  it("come in order, the checkpoint before the evaluation", async () => {
    const events: string[] = [];
    const checkpoints = {
      load,
      async save({ step }: { step: number }) {
        events.push(`saving ${step}`);
      },
    };
    const callbacks = {
      onStep: ({ step }: { step: number }) => void events.push(`step ${step}`),
      onSave: (step: number) => void events.push(`saved ${step}`),
      onEvaluate: (step: number) => void events.push(`evaluate ${step}`),
      async onPoint({ step }: HistoryEntry) {
        events.push(`point ${step}`);
        await Promise.resolve();
        events.push(`noted ${step}`);
      },
    };
    await fit(setUp({ steps: 3, evalEvery: 2, checkpoints, callbacks }));
    const pause = (n: number) => [`saving ${n}`, `saved ${n}`, `evaluate ${n}`, `point ${n}`, `noted ${n}`];
    expect(events).toEqual(["step 1", "step 2", ...pause(2), "step 3", ...pause(3)]);
  });

  it("are saved every saveEvery steps and at the end, at each evaluation unless given", async () => {
    const steps = async (options: Partial<FitOptions<Points>>) => {
      const checkpoints = new MemoryStore();
      await fit(setUp({ steps: 10, checkpoints, ...options }));
      return checkpoints.steps;
    };
    expect(await steps({ saveEvery: 4 })).toEqual([4, 8, 10]);
    expect(await steps({ saveEvery: 5, evalEvery: 3 })).toEqual([5, 10]);
    expect(await steps({ evalEvery: 3 })).toEqual([3, 6, 9, 10]);
    expect(await steps({})).toEqual([10]);
  });

  it("say nothing of an evaluation where there is no validation part", async () => {
    const evaluated: number[] = [];
    const callbacks = { onEvaluate: (step: number) => void evaluated.push(step) };
    const { history } = await fit({ ...halving(1), steps: 4, evalEvery: 3, callbacks });
    expect(evaluated).toEqual([]);
    expect(history.map(({ step }) => step)).toEqual([3, 4]);
  });

  it("let an error of the store, or of a callback, out", async () => {
    const broken = { load, save: () => Promise.reject(new Error("no room")) };
    await expect(fit(setUp({ checkpoints: broken }))).rejects.toThrow("no room");
    const onPoint = () => Promise.reject(new Error("no log"));
    await expect(fit(setUp({ callbacks: { onPoint } }))).rejects.toThrow("no log");
  });

  it("can be abandoned at a step and leaves other scopes alone", async () => {
    const onStep = () => {
      throw new Error("enough");
    };
    await expect(fit(setUp({ callbacks: { onStep } }))).rejects.toThrow("enough");
    using scope = memoryScope();
    expect(scope.keep(tensor(1)).item()).toBe(1);
  });
});
