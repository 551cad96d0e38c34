import type { Tensor } from "../tensor.js";
import { extreme } from "./support/extreme.js";
import type { Axes, ReduceOptions } from "./support/reduce.js";

/**
 * The smallest element over some axes, or over all; NaN if any is. Equal smallest share the gradient.
 *
 * Shapes: (..., n, ...) -> (..., ...)
 * Throws: ShapeError where there is no element to choose.
 */
export function min(x: Tensor, axis: Axes = null, options: ReduceOptions = {}): Tensor {
  return extreme("min", x, axis, options);
}
