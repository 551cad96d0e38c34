import { Linear, Module } from "@cairn-ml/nn";
import { Adam } from "@cairn-ml/optim";
import { Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import { fitCase } from "../fit.js";
import { integers } from "../random.js";
import { type Training, trainingCases } from "../training.js";
import type { TimedWorkload } from "../workload.js";

const sizes = [784, 128, 64, 10] as const;
const B = 64;

class MLP extends Module {
  readonly layers: readonly Linear[];

  constructor(rng: Rng) {
    super();
    this.layers = sizes.slice(1).map((size, i) => new Linear(rng, sizes[i]!, size));
  }

  /** Shapes: (B, 784) -> (B, 10) */
  forward(x: Tensor): Tensor {
    return this.layers.reduce((h, layer, i) => layer.forward(i === 0 ? h : h.relu()), x);
  }
}

export const mlp: TimedWorkload = {
  name: "w5-mlp",
  about: "784-128-64-10, ReLU, cross-entropy, batch 64, Adam",
  *cases() {
    const described = { metric: "Adam", unit: "steps/s" };
    yield* trainingCases({ ...described, also: [products] }, makeTraining);
    yield fitCase({ ...described, metric: "Adam, as fit runs it" }, makeTraining());
  },
};

function makeTraining(): Training {
  const rng = new Rng(0);
  const model = new MLP(rng);
  return {
    optimizer: new Adam(model.parameters(), { lr: 1e-3 }),
    batches: Array.from({ length: 16 }, () => [uniform(rng, [B, 784]), integers(rng, [B], 10)]),
    loss: (x, targets) => model.forward(x).crossEntropy(targets),
  };
}

const [first = 0, ...others] = sizes.slice(1).map((size, i) => sizes[i]! * size);
const products = {
  metric: "Adam, whole step",
  unit: "GFLOP/s",
  work: 2e-9 * B * (2 * first + 3 * others.reduce((a, b) => a + b)), // no gradient for the input
  note: "flop of the products alone, forward and backward",
};
