import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { capture, init, Rng, type Tensor, tensor, uniform, zeros } from "@cairn-ml/tensor";
import { beforeAll, expect, it } from "vitest";
import { type Optimizer, SGD } from "./index.js";

beforeAll(async () => {
  await init();
});

interface Task {
  readonly parameters: Parameter[];
  readonly optimizer: Optimizer;
  readonly loss: (...inputs: Tensor[]) => Tensor;
  readonly batches: Tensor[][];
}

/** The parameters' bits after some steps, and the losses on the way. */
function train({ parameters, optimizer, loss, batches }: Task, captured: boolean): unknown[] {
  const step = (...inputs: Tensor[]) => {
    const { value, grads } = valueAndGrad(parameters, () => loss(...inputs));
    optimizer.step(grads);
    return value;
  };
  const run = captured ? capture(step) : step;
  const losses = batches.map((batch) => run(...batch).item());
  return [losses, parameters.map((p) => [...p.data()])];
}

function linearRegression(): Task {
  const rng = new Rng(1);
  const x = uniform(rng, [100, 3]);
  const y = x.matmul(tensor([[2], [-1], [0.5]]));
  const w = new Parameter(zeros([3, 1]));
  return {
    parameters: [w],
    optimizer: new SGD([w], { lr: 0.1 }),
    loss: (x, y) => x!.matmul(w).sub(y!).square().mean(),
    batches: Array.from({ length: 10 }, () => [x, y]),
  };
}

it.each([["linear regression", linearRegression]])("trains %s to the same bits as eager", (_, task) => {
  expect(train(task(), true)).toEqual(train(task(), false));
});
