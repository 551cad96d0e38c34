import { fromData, type Tensor } from "@cairn-ml/tensor";
import { Estimator } from "./estimator.js";
import type { EstimatorOptions } from "./estimator-options.js";
import { checkFinite, type Rows, type Values, valuesOf } from "./rows.js";

/** An estimator of a number; its loss is the mean square of the errors. */
export abstract class Regressor<Options extends EstimatorOptions = EstimatorOptions> extends Estimator<Options> {
  /** Shapes: (N, D) -> (N) */
  predict(X: Rows): number[] {
    return this.outputs("predict", X, (outputs) => [...outputs.data()]);
  }

  /** R² = 1 - Σ (y - ŷ)² / Σ (y - ȳ)²: 1 is perfect, 0 as good as always the mean; 1 or 0 where all y are the same. */
  score(X: Rows, y: Values): number {
    const predicted = this.predict(X);
    const actual = Array.from(valuesOf(`${this.name}.score`, y, predicted.length));
    const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
    const squares = (from: (i: number) => number) => actual.reduce((sum, value, i) => sum + (value - from(i)) ** 2, 0);
    const errors = squares((i) => predicted[i]!);
    const isConstant = actual.every((value) => value === actual[0]); // its squares are 0, but for rounding
    return isConstant ? Number(errors === 0) : 1 - errors / squares(() => mean);
  }

  protected override prepare(op: string, y: ArrayLike<number>): { targets: Tensor } {
    const targets = fromData(y, [y.length, 1]);
    checkFinite(op, targets, "y");
    return { targets };
  }

  protected override loss(outputs: Tensor, targets: Tensor): Tensor {
    return outputs.sub(targets).square().mean();
  }
}
