import type { Rng } from "@cairn-ml/tensor";
import { Classifier } from "./classifier.js";
import type { EstimatorConfig } from "./estimator.js";
import type { EstimatorOptions } from "./estimator-options.js";
import { Affine } from "./linear-model.js";

export interface SoftmaxRegressionOptions extends EstimatorOptions {
  readonly fitIntercept?: boolean;
}

/** Logistic regression for any number of classes: the probabilities are softmax(X W + b). */
export class SoftmaxRegression extends Classifier<SoftmaxRegressionOptions> {
  readonly name = "SoftmaxRegression";

  constructor(options: SoftmaxRegressionOptions = {}) {
    super(options, { lr: 0.1, steps: 1000 });
  }

  protected override makeNetwork(_: Rng, { inputs, classes }: EstimatorConfig): Affine {
    return new Affine({ inputs, outputs: classes!.length, ...this.options });
  }
}
