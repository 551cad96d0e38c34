import { Parameter } from "@cairn-ml/autograd";
import { SGD } from "@cairn-ml/optim";
import { fromData, memoryScope, Rng, type Tensor } from "@cairn-ml/tensor";
import { type FitResult, fit } from "@cairn-ml/train";
import type { FitHooks } from "./fit-hooks.js";
import { columnOf, type Rows, rowsOf, type Values } from "./rows.js";

export interface LinearRegressionOptions {
  readonly lr?: number;
  readonly steps?: number;
  /** Without it the line goes through the origin. */
  readonly fitIntercept?: boolean;
  /** Where the descent begins; zeros unless given. */
  readonly initial?: { readonly coefficients: readonly number[]; readonly intercept?: number };
}

/** y = X w + b by gradient descent on the mean square of the errors, on all rows at once. */
export class LinearRegression {
  readonly options: Required<Omit<LinearRegressionOptions, "initial">> & Pick<LinearRegressionOptions, "initial">;
  #weight: Parameter | undefined; // (D, 1)
  #bias: Parameter | undefined; // (1)
  /** Of the last `fit`. */
  result: FitResult | undefined;

  constructor({ lr = 0.1, steps = 1000, fitIntercept = true, initial }: LinearRegressionOptions = {}) {
    this.options = { lr, steps, fitIntercept, ...(initial && { initial }) };
  }

  /** Shapes: X (N, D), y (N) */
  async fit(X: Rows, y: Values, hooks: FitHooks = {}): Promise<this> {
    const { lr, steps, fitIntercept, initial } = this.options;
    const inputs = rowsOf("LinearRegression.fit", X);
    const targets = columnOf(y);
    const D = inputs.shape[1]!;
    const weight = new Parameter(fromData(initial?.coefficients ?? new Array(D).fill(0), [D, 1]));
    const bias = fitIntercept ? new Parameter(fromData([initial?.intercept ?? 0], [1])) : undefined;
    [this.#weight, this.#bias] = [weight, bias];
    const named = new Map([["weight", weight], ...(bias ? ([["bias", bias]] as const) : [])]);
    const { callbacks, signal, logEvery } = hooks;
    this.result = await fit({
      model: {
        namedParameters: () => named,
        config: {},
        loss: () => this.#forward(inputs).sub(targets).square().mean(),
      },
      optimizer: new SGD([...named.values()], { lr }),
      data: { batch: () => null, count: () => inputs.shape[0]! },
      steps,
      rng: new Rng(0),
      ...(callbacks && { callbacks }),
      ...(signal && { signal }),
      ...(logEvery && { logEvery }),
    });
    return this;
  }

  get coefficients(): number[] {
    return [...(this.#weight?.data() ?? [])];
  }

  get intercept(): number {
    return this.#bias?.item() ?? 0;
  }

  /** Shapes: (N, D) -> (N) */
  predict(X: Rows): number[] {
    using _ = memoryScope();
    return [...this.#forward(rowsOf("LinearRegression.predict", X)).data()];
  }

  #forward(X: Tensor): Tensor {
    const y = X.matmul(this.#weight!);
    return this.#bias ? y.add(this.#bias) : y;
  }
}
