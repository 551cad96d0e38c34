import { Parameter } from "@cairn-ml/autograd";
import { SGD } from "@cairn-ml/optim";
import { assign, normal, Rng, sub, type Tensor, tensor, zeros } from "@cairn-ml/tensor";
import { fitCase } from "../fit.js";
import { bothWays, trainingCases } from "../training.js";
import type { TimedWorkload } from "../workload.js";

const rows = 100;
const lr = 0.1;

/** X (100, 3), and y: whether X (1, -2, 0.5) is positive, with so much noise that p never rounds to 1, where the log loss ends. */
function data(): [X: Tensor, y: Tensor] {
  const rng = new Rng(0);
  const X = normal(rng, [rows, 3]);
  const score = X.matmul(tensor([[1], [-2], [0.5]])).add(normal(rng, [rows, 1], 0, 1));
  return [X, score.greater(0).astype(X.dtype)];
}

/** -(y ln p + (1 - y) ln(1 - p)), its mean, as the formula is written. */
function logLoss(p: Tensor, y: Tensor): Tensor {
  return y
    .mul(p.log())
    .add(sub(1, y).mul(sub(1, p).log()))
    .mean()
    .neg();
}

export const logreg: TimedWorkload = {
  name: "w4-logreg",
  about: "logistic regression, X (100, 3): log loss written out, gradient, SGD",
  *cases() {
    const [X, y] = data();
    const make = () => {
      const w = new Parameter(zeros([3, 1]));
      return {
        optimizer: new SGD([w], { lr }),
        batches: [[X, y]],
        loss: (X: Tensor, y: Tensor) => logLoss(X.matmul(w).sigmoid(), y),
      };
    };
    yield* trainingCases({ metric: "autograd + SGD", unit: "it/s" }, make);
    yield fitCase({ metric: "autograd + SGD, as fit runs it", unit: "it/s" }, make());
    yield* bothWays({ metric: "gradient by hand", unit: "it/s" }, () => {
      const w = new Parameter(zeros([3, 1]));
      const step = () => {
        const p = X.matmul(w).sigmoid();
        logLoss(p, y);
        assign(w, w.sub(X.mT.matmul(p.sub(y)).mul(lr / rows)));
      };
      return { step, state: () => [w] };
    });
  },
};
