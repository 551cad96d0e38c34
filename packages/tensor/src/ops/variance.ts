import type { Tensor } from "../tensor.js";
import { type Axes, type ReduceOptions, reducedAxes } from "./support/reduce.js";
import { requireFloat } from "./support/unary.js";

/**
 * The mean squared distance from the mean over some axes, or over all: Σ(x - x̄)² / (n - correction).
 *
 * Shapes: (..., n, ...) -> (..., ...)
 */
export function variance(
  x: Tensor,
  axis: Axes = null,
  { correction = 0, ...options }: ReduceOptions & { readonly correction?: number } = {},
): Tensor {
  requireFloat("variance", x);
  const n = reducedAxes("variance", x, axis).reduce((count, i) => count * x.shape[i]!, 1);
  return x
    .sub(x.mean(axis, { keepdims: true }))
    .square()
    .sum(axis, options)
    .div(n - correction);
}
