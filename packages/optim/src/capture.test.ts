import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import {
  capture,
  type Device,
  normal,
  ones,
  onHost,
  Rng,
  setDefaultDevice,
  type Tensor,
  uniform,
  WasmDevice,
  zeros,
} from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Adam, AdamW, clipGradNorm, type Optimizer, SGD } from "./index.js";

interface Task {
  readonly parameters: readonly Parameter[];
  readonly loss: (batch: readonly Tensor[]) => Tensor;
  readonly batches: readonly (readonly Tensor[])[];
}

const rng = new Rng(1);

function linearRegression(): Task {
  const w = new Parameter(zeros([3, 1]));
  const [x, y] = [normal(rng.fork("x"), [1000, 3]), normal(rng.fork("y"), [1000, 1])];
  return {
    parameters: [w],
    loss: ([x, y]) => x!.matmul(w).sub(y!).square().mean(),
    batches: Array.from({ length: 8 }, () => [x, y]),
  };
}

function logisticRegression(): Task {
  const w = new Parameter(zeros([3, 1]));
  const [x, y] = [normal(rng.fork("x"), [100, 3]), uniform(rng.fork("y"), [100, 1]).greater(0.5).astype("float32")];
  const loss = ([x, y]: readonly Tensor[]) => {
    const p = x!.matmul(w).sigmoid();
    return y!
      .mul(p.log())
      .add(y!.mul(-1).add(1).mul(p.mul(-1).add(1).log()))
      .mean()
      .neg();
  };
  return { parameters: [w], loss, batches: Array.from({ length: 8 }, () => [x, y]) };
}

/** A character model: an embedding, whose rows some windows share, and a tanh layer. */
function characters(): Task {
  const [V, T, D, H] = [27, 3, 2, 100];
  const drawn = [
    [V, D],
    [T * D, H],
    [H, V],
  ].map((shape, i) => new Parameter(normal(rng.fork("c", i), shape, 0, 0.3)));
  const [embedding, hidden, output] = drawn as [Parameter, Parameter, Parameter];
  const indices = (i: number, shape: number[]) => uniform(rng.fork("c", i), shape).mul(V).astype("int32");
  return {
    parameters: drawn,
    loss: ([x, y]) => embedding.take(x!).flatten(1).matmul(hidden).tanh().matmul(output).crossEntropy(y!),
    batches: Array.from({ length: 8 }, (_, i) => [indices(2 * i, [32, T]), indices(2 * i + 1, [32])]),
  };
}

/** Large enough that two threads share the products. */
function multilayer(): Task {
  const sizes = [256, 128, 64, 10];
  const weights = sizes.slice(1).map((n, i) => new Parameter(normal(rng.fork("w", i), [sizes[i]!, n], 0, 0.1)));
  const biases = sizes.slice(1).map((n) => new Parameter(zeros([n])));
  const forward = (x: Tensor) =>
    weights.reduce((h, w, i) => {
      const y = h.matmul(w).add(biases[i]!);
      return i < 2 ? y.relu() : y;
    }, x);
  const batch = (i: number, rows: number) => [
    uniform(rng.fork("x", i), [rows, 256]),
    uniform(rng.fork("y", i), [rows]).mul(10).astype("int32"),
  ];
  return {
    parameters: [...weights, ...biases],
    loss: ([x, y]) => forward(x!).crossEntropy(y!),
    batches: Array.from({ length: 12 }, (_, i) => batch(i, i % 4 === 3 ? 40 : 64)), // two shapes
  };
}

/** The losses on the way, the parameters and the moments, bit by bit. */
function train(task: Task, optimizer: Optimizer, captured: boolean): unknown[] {
  const step = (batch: readonly Tensor[]) => {
    const { value, grads } = valueAndGrad(task.parameters, () => task.loss(batch));
    const clipped = clipGradNorm(grads, 0.5);
    optimizer.step(clipped.grads);
    return [value, clipped.norm];
  };
  const run = captured ? capture(step) : step;
  const losses = task.batches.map((batch, i) => {
    optimizer.lr = 0.1 / (i + 1);
    return run(batch).map((x) => x!.item());
  });
  return [losses, ...task.parameters.map((p) => p.data()), ...[...optimizer.state().values()].map((m) => m.data())];
}

describe.each([1, 2])("a captured step of training on %i threads gives the bits that it gives op by op", (threads) => {
  let device: WasmDevice;
  beforeAll(async () => {
    device = await WasmDevice.create({ threads });
    setDefaultDevice(device as Device);
  });
  afterAll(() => {
    device.close();
  });

  it.each<[string, () => Task, (parameters: readonly Parameter[]) => Optimizer]>([
    ["linear regression, SGD", linearRegression, (p) => new SGD(p, { lr: 0.1 })],
    [
      "logistic regression, momentum",
      logisticRegression,
      (p) => new SGD(p, { lr: 0.1, momentum: 0.9, nesterov: true }),
    ],
    ["logistic regression, weight decay", logisticRegression, (p) => new SGD(p, { lr: 0.1, weightDecay: 0.01 })],
    ["characters, SGD", characters, (p) => new SGD(p, { lr: 0.1 })],
    ["a network, Adam", multilayer, (p) => new Adam(p, { lr: 0.1, weightDecay: 0.01 })],
    [
      "a network, AdamW in groups",
      multilayer,
      (p) =>
        new AdamW([
          { parameters: p.slice(0, 2), lrScale: 0.5 },
          { parameters: p.slice(2), betas: [0.5, 0.9] },
        ]),
    ],
  ])("%s", (_, task, optimizer) => {
    const [a, b] = [task(), task()];
    expect(train(a, optimizer(a.parameters), true)).toEqual(train(b, optimizer(b.parameters), false));
  });
});

it("an update or a step of one's own is not taken to be capturable", () => {
  class Slow extends SGD {
    protected override update(p: Parameter, g: Tensor, i: number): void {
      super.update(p, g.mul(1 / this.t), i);
    }
  }
  /** Steps by every second gradient. */
  class Seldom extends AdamW {
    #calls = 0;

    override step(grads: readonly Tensor[]): void {
      if (++this.#calls % 2 === 0) super.step(grads);
    }
  }
  const p = [new Parameter(zeros([1]))];
  const ours = [new SGD(p, { lr: 1 }), new Adam(p), new AdamW(p)];
  const others = [new Slow(p, { lr: 1 }), new Seldom(p)];
  expect([...ours, ...others].map(({ capturable }) => capturable)).toEqual([true, true, true, false, false]);
});

it("does not let a step set the rate, which a replay would not do again", async () => {
  setDefaultDevice(await WasmDevice.create());
  const optimizer = new SGD([new Parameter(zeros([1]))], { lr: 1 });
  const decay = capture((g: Tensor) => {
    optimizer.lr *= 0.5;
    optimizer.step([g]);
  });
  expect(() => decay(zeros([1]))).toThrow("capture: the step sets lr.");
  using onTheHost = capture((g: Tensor) => {
    onHost(() => {
      optimizer.lr *= 0.5;
    });
    optimizer.step([g]);
  });
  for (let i = 0; i < 4; i++) onTheHost(ones([1]));
  expect(optimizer.parameters[0]!.item()).toBe(-(0.5 + 0.25 + 0.125 + 0.0625));
});
