import { Parameter } from "@cairn-ml/autograd";
import { SGD } from "@cairn-ml/optim";
import { assign, normal, Rng, type Tensor, tensor, zeros } from "@cairn-ml/tensor";
import { fitCase } from "../fit.js";
import { bothWays, trainingCases } from "../training.js";
import type { TimedWorkload } from "../workload.js";

const rows = 1000;
const lr = 0.1;

/** X (1000, 3) and y = X (1, -2, 0.5) with some noise. */
function data(): [X: Tensor, y: Tensor] {
  const rng = new Rng(0);
  const X = normal(rng, [rows, 3]);
  return [X, X.matmul(tensor([[1], [-2], [0.5]])).add(normal(rng, [rows, 1], 0, 0.1))];
}

/** Linear regression by gradient descent on the whole batch. */
export const linreg: TimedWorkload = {
  name: "w3-linreg",
  about: "linear regression, X (1000, 3), no bias: mean squared error, gradient, SGD",
  *cases() {
    const [X, y] = data();
    const make = () => {
      const w = new Parameter(zeros([3, 1]));
      return {
        optimizer: new SGD([w], { lr }),
        batches: [[X, y]],
        loss: (X: Tensor, y: Tensor) => X.matmul(w).sub(y).square().mean(),
      };
    };
    yield* trainingCases({ metric: "autograd + SGD", unit: "it/s" }, make);
    yield fitCase({ metric: "autograd + SGD, as fit runs it", unit: "it/s" }, make());
    yield* bothWays({ metric: "gradient by hand", unit: "it/s" }, () => {
      const w = new Parameter(zeros([3, 1]));
      const step = () => {
        const e = X.matmul(w).sub(y);
        e.mul(e).mean(); // the loss
        assign(w, w.sub(X.mT.matmul(e).mul((lr * 2) / rows)));
      };
      return { step, state: () => [w] };
    });
  },
};
