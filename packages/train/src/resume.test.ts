import { Parameter } from "@cairn-ml/autograd";
import { init, Rng, type Tensor, zeros } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { type FitOptions, type FitResult, fit } from "./index.js";
import { adamw, frozen, MemoryStore, Plane, PlaneData, type Points } from "./line.test-data.js";

beforeEach(async () => {
  await init({ device: "reference" });
});

interface Run {
  readonly result: FitResult;
  readonly model: Plane;
  readonly checkpoints: MemoryStore;
}

type Options = Partial<FitOptions<Points>>;

async function start(options: Options, checkpoints = new MemoryStore()): Promise<Run> {
  const model = new Plane(); // always made anew: nothing but the store goes over
  const schedule = (step: number) => 0.1 / (1 + step);
  const shared = { model, optimizer: adamw(model), data: new PlaneData(), rng: new Rng(3), steps: 24, schedule };
  const result = await fit({ ...shared, checkpoints, ...options });
  return { result, model, checkpoints };
}

/** All that is kept, to the bit. */
function kept({ result, model, checkpoints }: Run): unknown {
  const { newest } = checkpoints;
  const values = (tensors: ReadonlyMap<string, Tensor>) => [...tensors].map(([name, x]) => [name, [...x.data()]]);
  const { seconds: _, weights, moments, ...rest } = newest!;
  const { history, step, validationLoss } = result;
  const store = { ...rest, weights: values(weights), moments: values(moments) };
  return { history, step, validationLoss, store, model: values(model.namedParameters()) };
}

/** Stops, then resumes until the run is finished. Each entry says where to stop: after a step, or within an evaluation. */
async function inPieces(options: Options, stops: readonly Stop[]): Promise<Run> {
  const checkpoints = new MemoryStore();
  let run: Run | undefined;
  for (const stop of [...stops, null]) {
    const controller = new AbortController();
    const data = new PlaneData();
    if (stop?.within === "evaluation") {
      const whole = data.validation.bind(data);
      let batches = 0;
      data.validation = function* (limit) {
        for (const batch of whole(limit)) {
          if (++batches >= stop.step) controller.abort();
          yield batch;
        }
      };
    }
    const at = (where: string) => (report: { step: number } | number) => {
      const step = typeof report === "number" ? report : report.step;
      if (stop?.within === where && step >= stop.step) controller.abort();
    };
    const callbacks = { onStep: at("step"), onPoint: at("point"), onSave: at("save") };
    const { signal } = controller;
    run = await start({ ...options, data, signal, callbacks, resume: true }, checkpoints);
    if (!run.result.interrupted) break;
  }
  return run!;
}

interface Stop {
  readonly step: number;
  readonly within: "step" | "point" | "save" | "evaluation";
}

const stop = fc.record({
  step: fc.integer({ min: 1, max: 24 }),
  within: fc.constantFrom<Stop["within"]>("step", "point", "save", "evaluation"),
});
const every = fc.integer({ min: 1, max: 9 });
const pace = fc.record({ logEvery: every, evalEvery: fc.nat({ max: 9 }), saveEvery: every, evalLimit: every });

describe("a run that is stopped anywhere and resumed", () => {
  it("keeps the same bits as one that is not: weights, moments, history", async () => {
    await fc.assert(
      fc.asyncProperty(pace, fc.array(stop, { minLength: 1, maxLength: 4 }), async (options, stops) => {
        const [whole, pieces] = [await start(options), await inPieces(options, stops)];
        expect(pieces.result.interrupted).toBe(false);
        expect(kept(pieces)).toEqual(kept(whole));
      }),
      { numRuns: 60 },
    );
  });

  it("does so when it is stopped in the last step, or in the last evaluation", async () => {
    const options = { logEvery: 5, saveEvery: 7 };
    const whole = await start(options);
    for (const last of [
      { step: 24, within: "step" },
      { step: 1, within: "evaluation" },
      { step: 24, within: "save" },
    ] as const) {
      expect(kept(await inPieces(options, [last]))).toEqual(kept(whole));
    }
  });

  it("goes on from the checkpoint when it is killed, which saves nothing", async () => {
    const options = { logEvery: 3, evalEvery: 4 };
    const whole = await start(options);
    const checkpoints = new MemoryStore();
    const onStep = ({ step }: { step: number }) => {
      if (step === 15) throw new Error("killed");
    };
    await expect(start({ ...options, callbacks: { onStep } }, checkpoints)).rejects.toThrow("killed");
    expect(checkpoints.newest!.step).toBe(12);
    expect(kept(await start({ ...options, resume: true }, checkpoints))).toEqual(kept(whole));
  });

  it("has saved its last step when it is stopped there", async () => {
    const controller = new AbortController();
    const onStep = ({ step }: { step: number }) => {
      if (step === 24) controller.abort();
    };
    const { result, checkpoints } = await start({ signal: controller.signal, callbacks: { onStep } });
    expect(checkpoints.steps).toEqual([24]);
    expect(result).toMatchObject({ step: 24, interrupted: true, validationLoss: undefined });
  });

  it("saves at once when the signal is aborted from the start", async () => {
    const { result, checkpoints } = await start({ signal: AbortSignal.abort() });
    expect(result).toMatchObject({ step: 0, interrupted: true, history: [] });
    expect(checkpoints.steps).toEqual([0]);
    expect(kept(await start({ resume: true }, checkpoints))).toEqual(kept(await start({})));
  });

  it("starts from step 0 where nothing was saved yet", async () => {
    expect(kept(await start({ resume: true }))).toEqual(kept(await start({})));
  });

  it("takes the randomness of the checkpoint, not of the call", async () => {
    const { checkpoints } = await start({ steps: 10 });
    const resumed = await start({ steps: 24, resume: true, rng: new Rng(999) }, checkpoints);
    expect(kept(resumed)).toEqual(kept(await start({})));
  });

  it("is evaluated again, and no more, when it was finished", async () => {
    const first = await start({});
    const again = await start({ resume: true }, first.checkpoints);
    expect(again.checkpoints.steps).toEqual([24]);
    expect(kept(again)).toEqual(kept(first));
    expect(again.result.rate).toBe(0);
  });
});

describe("a resumed run", () => {
  it("may have more steps, as if it had had them from the start", async () => {
    for (const steps of [7, 10, 12]) {
      const { checkpoints } = await start({ steps, evalEvery: 5 });
      const more = await start({ evalEvery: 5, resume: true }, checkpoints);
      expect(kept(more)).toEqual(kept(await start({ evalEvery: 5 })));
    }
  });

  it("may not have fewer", async () => {
    const { checkpoints } = await start({});
    const fewer = start({ steps: 23, resume: true }, checkpoints);
    await expect(fewer).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: the run has more steps already.
        given:    23 steps
        expected: 24 or more
        fix:      resume with more steps, or start a new run]
    `);
  });

  it("counts its seconds from the start of the first", async () => {
    const { checkpoints, result } = await start({ steps: 12 });
    const more = await start({ resume: true }, checkpoints);
    expect(more.result.seconds).toBeGreaterThan(result.seconds);
  });

  it("refuses a checkpoint of another model, and leaves the model as it was", async () => {
    const { checkpoints } = await start({ steps: 3 });
    const saved = checkpoints.newest!;
    const refused = async (change: (weights: Map<string, Tensor>) => void) => {
      const { moments, weights, ...rest } = frozen(saved);
      change(weights as Map<string, Tensor>);
      checkpoints.newest = { ...rest, weights, moments };
      const model = new Plane();
      const before = model.weight.toArray();
      const error = await start({ resume: true, model, optimizer: adamw(model) }, checkpoints).catch((e) => e);
      expect(model.weight.toArray()).toEqual(before);
      throw error;
    };
    await expect(refused((w) => w.set("extra", zeros([2])))).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: the weights are of another model: extra does not fit.
        given:    (2,)
        expected: no such weights in the model
        fix:      make the model as it was when they were saved]
    `);
    await expect(refused((w) => w.delete("bias"))).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: the weights are of another model: bias does not fit.
        given:    no such weights
        expected: (1,)
        fix:      make the model as it was when they were saved]
    `);
    await expect(refused((w) => w.set("bias", zeros([2])))).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: the weights are of another model: bias does not fit.
        given:    (2,)
        expected: (1,)
        fix:      make the model as it was when they were saved]
    `);
  });

  it("refuses the moments of another optimiser, and leaves the model as it was", async () => {
    const { checkpoints } = await start({ steps: 3 });
    checkpoints.newest = { ...checkpoints.newest!, moments: new Map() };
    const model = new Plane();
    const before = model.weight.toArray();
    await expect(start({ resume: true, model, optimizer: adamw(model) }, checkpoints)).rejects.toThrow(
      "another optimiser",
    );
    expect(model.weight.toArray()).toEqual(before);
  });

  it("takes back what a model saves beside its parameters", async () => {
    class Padded extends Plane {
      readonly padding = new Parameter(zeros([2]));

      weightsToSave(): Map<string, Tensor> {
        return new Map<string, Tensor>([...this.namedParameters(), ["padding", this.padding]]);
      }
    }
    const run = (resume: boolean, steps: number, checkpoints?: MemoryStore) => {
      const model = new Padded();
      return start({ model, optimizer: adamw(model), resume, steps }, checkpoints);
    };
    const { checkpoints } = await run(false, 6);
    expect([...checkpoints.newest!.weights.keys()]).toEqual(["weight", "bias", "padding"]);
    expect((await run(true, 24, checkpoints)).result.step).toBe(24);
  });
});
