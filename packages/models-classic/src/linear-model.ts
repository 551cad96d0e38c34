import { Parameter } from "@cairn-ml/autograd";
import { fromData, ShapeError, type Tensor } from "@cairn-ml/tensor";
import type { Fitted } from "./estimator.js";
import type { EstimatorOptions } from "./estimator-options.js";
import { Network } from "./network.js";

export interface LinearModelOptions extends EstimatorOptions {
  /** Without it the output is 0 where all inputs are. */
  readonly fitIntercept?: boolean;
  /** Where the descent begins; zeros unless given. */
  readonly initial?: InitialWeights;
}

export interface InitialWeights {
  /** One for each input. */
  readonly coefficients: readonly number[];
  readonly intercept?: number;
}

export interface AffineOptions extends Pick<LinearModelOptions, "fitIntercept" | "initial"> {
  readonly inputs: number; // D
  readonly outputs?: number; // K, 1 unless given
}

/** y = x W + b, from zeros unless told where else. */
export class Affine extends Network {
  readonly weight: Parameter; // (D, K)
  readonly bias: Parameter | null; // (K)

  constructor({ inputs: D, outputs: K = 1, fitIntercept = true, initial }: AffineOptions) {
    super();
    checkInitial(initial, D * K);
    using weight = fromData(initial?.coefficients ?? new Float64Array(D * K), [D, K]);
    using bias = fromData(new Float64Array(K).fill(initial?.intercept ?? 0), [K]);
    this.weight = new Parameter(weight);
    this.bias = fitIntercept ? new Parameter(bias) : null;
  }

  forward(x: Tensor): Tensor {
    const y = x.matmul(this.weight);
    return this.bias ? y.add(this.bias) : y;
  }
}

function checkInitial(initial: InitialWeights | undefined, count: number): void {
  if (!initial || initial.coefficients?.length === count) return;
  throw new ShapeError("initial", "the coefficients are not as many as the columns of X.", {
    given: `${initial.coefficients?.length} coefficients`,
    expected: String(count),
  });
}

/** One for each input. */
export function coefficientsOf({ network }: Fitted): number[] {
  return [...(network as Affine).weight.data()];
}

export function interceptOf({ network }: Fitted): number {
  return (network as Affine).bias?.item() ?? 0;
}
