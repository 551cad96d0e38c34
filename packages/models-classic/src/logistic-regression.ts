import { fromData, type Rng, type Tensor, ValueError } from "@cairn-ml/tensor";
import { classesOf, indicesOf } from "./classes.js";
import { Estimator, type EstimatorConfig } from "./estimator.js";
import { Affine, coefficientsOf, interceptOf, type LinearModelOptions } from "./linear-model.js";
import { logLoss } from "./log-loss.js";
import { accuracy } from "./metrics.js";
import { type Rows, type Values, valuesOf } from "./rows.js";

/** Yes or no: the probability of class 1 is σ(X w + b), found by gradient descent on the log loss. */
export class LogisticRegression extends Estimator<LinearModelOptions> {
  readonly name = "LogisticRegression";

  constructor(options: LinearModelOptions = {}) {
    super(options, { lr: 0.1, steps: 1000 });
  }

  /** The two values of y; the larger one is "class 1". */
  get classes(): readonly number[] {
    return this.fitted("classes").config.classes!;
  }

  /** One for each input; also while `fit` runs. */
  get coefficients(): number[] {
    return coefficientsOf(this.fitted("coefficients"));
  }

  get intercept(): number {
    return interceptOf(this.fitted("intercept"));
  }

  /** The likelier class of each row. Shapes: (N, D) -> (N) */
  predict(X: Rows): number[] {
    const [no, yes] = this.classes;
    return this.outputs("predict", X, (logits) => Array.from(logits.data(), (logit) => (logit > 0 ? yes! : no!)));
  }

  /** How likely class 1 is. Shapes: (N, D) -> (N) */
  predictProbabilities(X: Rows): number[] {
    return this.outputs("predictProbabilities", X, (logits) => [...logits.sigmoid().data()]);
  }

  /** The share of rows whose class is predicted. */
  score(X: Rows, y: Values): number {
    const predicted = this.predict(X);
    return accuracy(valuesOf("LogisticRegression.score", y, predicted.length), predicted);
  }

  protected override makeNetwork(_: Rng, { inputs }: EstimatorConfig): Affine {
    return new Affine({ inputs, ...this.options });
  }

  protected override prepare(op: string, y: ArrayLike<number>): { targets: Tensor; classes: readonly number[] } {
    const classes = classesOf(op, y);
    if (classes.length > 2) {
      throw new ValueError(op, "y has more than two classes.", {
        given: `${classes.length}: ${classes.slice(0, 5).join(", ")}${classes.length > 5 ? ", …" : ""}`,
        expected: "two classes, such as 0 and 1",
        fix: "use SoftmaxRegression",
      });
    }
    return { targets: fromData(indicesOf(y, classes), [y.length, 1]), classes };
  }

  protected override loss(logits: Tensor, targets: Tensor): Tensor {
    return logLoss(logits, targets);
  }
}
