import { AdamW, type Optimizer, type OptimizerOptions } from "@cairn-ml/optim";
import { type Rng, ValueError } from "@cairn-ml/tensor";
import { Classifier } from "./classifier.js";
import type { EstimatorConfig } from "./estimator.js";
import type { EstimatorOptions } from "./estimator-options.js";
import { MLP, type Network } from "./network.js";
import { Regressor } from "./regressor.js";

export interface MLPModelOptions extends EstimatorOptions {
  /** The widths of the hidden layers. */
  readonly hidden?: readonly number[];
  /** The share of each hidden layer's units that is dropped in a step; 0 unless given. */
  readonly dropout?: number;
  /** Pulls the weights, not the biases, toward zero, as AdamW does; 0 unless given. */
  readonly weightDecay?: number;
}

const defaults = { hidden: [128, 64], lr: 0.001, epochs: 10, batchSize: 64 } as const;

/** A network of linear layers with ReLU between, softmax and cross-entropy, trained by Adam. */
export class MLPClassifier extends Classifier<MLPModelOptions> {
  readonly name = "MLPClassifier";

  constructor(options: MLPModelOptions = {}) {
    super(options, defaults);
    checkHidden(this.name, this.options);
  }

  protected override makeNetwork(rng: Rng, { inputs, classes }: EstimatorConfig): MLP {
    return new MLP(rng, { inputs, outputs: classes!.length, ...sizesOf(this.options) });
  }

  protected override makeOptimizer(network: Network): Optimizer<OptimizerOptions> {
    return adam(network, this.options);
  }
}

/** A network of linear layers with ReLU between, whose one output is a sum of bent lines, trained by Adam. */
export class MLPRegressor extends Regressor<MLPModelOptions> {
  readonly name = "MLPRegressor";

  constructor(options: MLPModelOptions = {}) {
    super(options, defaults);
    checkHidden(this.name, this.options);
  }

  protected override makeNetwork(rng: Rng, { inputs }: EstimatorConfig): MLP {
    return new MLP(rng, { inputs, outputs: 1, ...sizesOf(this.options) });
  }

  protected override makeOptimizer(network: Network): Optimizer<OptimizerOptions> {
    return adam(network, this.options);
  }
}

function sizesOf({ hidden, dropout = 0 }: MLPModelOptions): { hidden: readonly number[]; dropout: number } {
  return { hidden: hidden!, dropout };
}

function adam(network: Network, { lr, weightDecay = 0 }: MLPModelOptions): Optimizer<OptimizerOptions> {
  const named = [...network.namedParameters()];
  return new AdamW(
    [
      { parameters: named.filter(([, p]) => p.ndim >= 2) },
      { parameters: named.filter(([, p]) => p.ndim < 2), weightDecay: 0 },
    ],
    { lr: lr!, weightDecay },
  );
}

function checkHidden(op: string, { hidden, dropout = 0 }: MLPModelOptions): void {
  if (!Array.isArray(hidden) || !hidden.every((width) => Number.isSafeInteger(width) && width >= 1)) {
    throw new ValueError(op, "hidden is not a list of widths.", {
      given: JSON.stringify(hidden),
      expected: "the number of units of each hidden layer, such as [128, 64]",
    });
  }
  if (!(dropout >= 0 && dropout < 1)) {
    throw new ValueError(op, "dropout is not a share below 1.", {
      given: String(dropout),
      expected: "0 ≤ dropout < 1",
    });
  }
}
