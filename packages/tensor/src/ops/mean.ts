import type { Tensor } from "../tensor.js";
import { type Axes, type ReduceOptions, reducedAxes } from "./support/reduce.js";
import { requireFloat } from "./support/unary.js";

/**
 * The mean over some axes, or over all.
 *
 * Shapes: (..., n, ...) -> (..., ...)
 */
export function mean(x: Tensor, axis: Axes = null, options: ReduceOptions = {}): Tensor {
  requireFloat("mean", x);
  const n = reducedAxes("mean", x, axis).reduce((count, i) => count * x.shape[i]!, 1);
  return x.sum(axis, options).div(n);
}
