import { fromData, type Tensor } from "@cairn-ml/tensor";
import { classesOf, indicesOf } from "./classes.js";
import { Estimator } from "./estimator.js";
import type { EstimatorOptions } from "./estimator-options.js";
import { accuracy } from "./metrics.js";
import { type Rows, type Values, valuesOf } from "./rows.js";

/** An estimator that tells classes apart: softmax over an output for each, and cross-entropy. */
export abstract class Classifier<Options extends EstimatorOptions = EstimatorOptions> extends Estimator<Options> {
  /** The values of y that it tells apart, rising. */
  get classes(): readonly number[] {
    return this.fitted("classes").config.classes!;
  }

  /** The likeliest class of each row. Shapes: (N, D) -> (N) */
  predict(X: Rows): number[] {
    const { classes } = this;
    return this.outputs("predict", X, (logits) => Array.from(logits.argmax().data(), (i) => classes[i]!));
  }

  /** The outputs before the softmax. Shapes: (N, D) -> (N, K) */
  predictLogits(X: Rows): number[][] {
    return this.outputs("predictLogits", X, (logits) => logits.toArray() as number[][]);
  }

  /** The share of each class, in the order of `classes`. Shapes: (N, D) -> (N, K) */
  predictProbabilities(X: Rows): number[][] {
    return this.outputs("predictProbabilities", X, (logits) => logits.softmax().toArray() as number[][]);
  }

  /** The share of rows whose class is predicted. */
  score(X: Rows, y: Values): number {
    const predicted = this.predict(X);
    return accuracy(valuesOf(`${this.name}.score`, y, predicted.length), predicted);
  }

  protected override prepare(op: string, y: ArrayLike<number>): { targets: Tensor; classes: readonly number[] } {
    const classes = classesOf(op, y);
    return { targets: fromData(indicesOf(y, classes), [y.length], { dtype: "int32" }), classes };
  }

  protected override loss(logits: Tensor, targets: Tensor): Tensor {
    return logits.crossEntropy(targets);
  }
}
