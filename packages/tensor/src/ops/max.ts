import type { Tensor } from "../tensor.js";
import { extreme } from "./support/extreme.js";
import type { Axes, ReduceOptions } from "./support/reduce.js";

/**
 * The largest element over some axes, or over all; NaN if any is. Equal largest share the gradient.
 *
 * Shapes: (..., n, ...) -> (..., ...)
 * Throws: ShapeError where there is no element to choose.
 */
export function max(x: Tensor, axis: Axes = null, options: ReduceOptions = {}): Tensor {
  return extreme("max", x, axis, options);
}
