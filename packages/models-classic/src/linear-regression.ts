import type { Rng } from "@cairn-ml/tensor";
import type { EstimatorConfig } from "./estimator.js";
import { Affine, coefficientsOf, interceptOf, type LinearModelOptions } from "./linear-model.js";
import { Regressor } from "./regressor.js";

/** y = X w + b by gradient descent on the mean square of the errors. */
export class LinearRegression extends Regressor<LinearModelOptions> {
  readonly name = "LinearRegression";

  constructor(options: LinearModelOptions = {}) {
    super(options, { lr: 0.1, steps: 1000 });
  }

  /** One for each input; also while `fit` runs. */
  get coefficients(): number[] {
    return coefficientsOf(this.fitted("coefficients"));
  }

  get intercept(): number {
    return interceptOf(this.fitted("intercept"));
  }

  protected override makeNetwork(_: Rng, { inputs }: EstimatorConfig): Affine {
    return new Affine({ inputs, ...this.options });
  }
}
