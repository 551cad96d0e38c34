import { Parameter } from "@cairn-ml/autograd";
import { Optimizer, SGD } from "@cairn-ml/optim";
import { assign, type CaptureError, init, Rng, type Tensor, tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { type FitOptions, fit } from "./index.js";
import { MemoryStore, type Points, setUp } from "./line.test-data.js";

beforeAll(async () => {
  await init();
});

/** What a run leaves behind, and why it ran op by op, if it did. */
async function run<Batch>(options: FitOptions<Batch>): Promise<{ left: unknown; reasons: string[] }> {
  const reasons: string[] = [];
  const onEager = (reason: CaptureError) => void reasons.push(reason.message);
  const { history, validationLoss } = await fit({ ...options, callbacks: { onEager } });
  const bits = (tensors: ReadonlyMap<string, Tensor>) => [...tensors].map(([name, x]) => [name, ...x.data()]);
  const { model, optimizer } = options;
  return {
    left: [bits(model.namedParameters()), bits(optimizer.state()), optimizer.t, history, validationLoss],
    reasons,
  };
}

/** The parameters, the moments and the count of steps. */
const weightsOf = ({ left }: { left: unknown }) => (left as unknown[]).slice(0, 3);

const schedule = (step: number) => 0.05 / (step + 1);

describe("fit captures the step", () => {
  it.each<[string, Partial<FitOptions<Points>>]>([
    ["alone", {}],
    ["with clipping", { clipNorm: 0.5 }],
    ["with a schedule", { schedule }],
    ["with evaluations between", { evalEvery: 3 }],
  ])("%s: the same bits as op by op", async (_, options) => {
    const captured = await run(setUp(options));
    const eager = await run(setUp({ ...options, eager: true }));
    expect(captured.reasons).toEqual([]);
    expect(captured.left).toEqual(eager.left);
  });

  it("resumed anywhere: the same bits as a run that was not stopped", async () => {
    const whole = await run(setUp({ clipNorm: 0.5, evalEvery: 4 }));
    for (const stop of [1, 2, 3, 8]) {
      const checkpoints = new MemoryStore();
      await fit(setUp({ clipNorm: 0.5, evalEvery: 4, steps: stop, checkpoints, eager: stop === 3 }));
      const resumed = await run(setUp({ clipNorm: 0.5, evalEvery: 4, checkpoints, resume: true }));
      expect(weightsOf(resumed)).toEqual(weightsOf(whole));
    }
  });

  it("stops before a step that would spoil the weights, in a replay too", async () => {
    const w = new Parameter(tensor([1]));
    const model = { config: {}, namedParameters: () => new Map([["w", w]]), loss: (x: Tensor) => w.mul(x).sum() };
    let step = 0;
    const data = { batch: () => tensor([step++ === 5 ? Number.NaN : 1]), count: () => 1 };
    const optimizer = new SGD([w], { lr: 0.125 });
    await expect(
      fit({ model, data, optimizer, steps: 9, rng: new Rng(0) }),
    ).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: the loss is not a finite number: the training has run away.
        given:    NaN in step 6, lr 0.125; the last finite loss was 0.5
        expected: a finite loss
        fix:      lower the learning rate, to 0.01 say, or clip the gradients]
    `);
    expect([w.item(), optimizer.t]).toEqual([1 - 5 * 0.125, 5]);
  });
});

describe("fit runs op by op and says why", () => {
  const halving = (loss: (w: Parameter) => Tensor, optimizer: (w: Parameter) => Optimizer): FitOptions<null> => {
    const w = new Parameter(tensor([16, 8]));
    const model = { config: {}, namedParameters: () => new Map([["w", w]]), loss: () => loss(w) };
    const data = { batch: () => null, count: () => 1 };
    return { model, data, optimizer: optimizer(w), steps: 6, rng: new Rng(0) };
  };
  const sgd = (w: Parameter) => new SGD([w], { lr: 0.25 });

  it("where the model reads a number", async () => {
    const loss = (w: Parameter) => w.square().sum().div(w.square().max().item());
    const { left, reasons } = await run(halving(loss, sgd));
    expect(left).toEqual((await run({ ...halving(loss, sgd), eager: true })).left);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchInlineSnapshot(`
      "capture: the step reads numbers on the host.
        given:    a float32 tensor of 1 that max computed
        expected: numbers that stay on the device
        fix:      read what the step returns, or read inside: onHost((x) => console.log(x.item()), x)"
    `);
  });

  it("where the model does another thing each time", async () => {
    const loss = () => {
      let calls = 0;
      return (w: Parameter) =>
        w
          .square()
          .sum()
          .mul(1 / ++calls);
    };
    const { left, reasons } = await run(halving(loss(), sgd));
    expect(left).toEqual((await run({ ...halving(loss(), sgd), eager: true })).left);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchInlineSnapshot(`
      "capture: the step is not the same on each call.
        given:    launch 3, mul: "scalar" was 0.5 and became 0.3333333333333333
        expected: the same launches with the same numbers
        fix:      pass what changes as an input, or keep it in a tensor from outside and change that by assign()"
    `);
  });

  it("where the optimiser does not say that it can be captured", async () => {
    class Halving extends Optimizer {
      protected override update(p: Parameter, g: Tensor): void {
        assign(p, p.sub(g.mul(this.lr / this.t)));
      }
    }
    const options = () =>
      halving(
        (w) => w.square().sum(),
        (w) => new Halving([w], { lr: 0.25 }),
      );
    const { left, reasons } = await run(options());
    expect(left).toEqual((await run({ ...options(), eager: true })).left);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchInlineSnapshot(`
      "fit: Halving does not say that its step can be captured.
        given:    an optimiser whose \`capturable\` is false
        expected: one that passes what changes from step to step, such as lr, to its launches as functions
        fix:      if it does so, add: override get capturable() { return true; }"
    `);
  });
});
