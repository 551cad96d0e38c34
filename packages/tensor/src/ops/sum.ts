import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { type Axes, keptShape, type ReduceOptions, reduce, reducedAxes } from "./support/reduce.js";

/**
 * The sum over some axes, or over all.
 *
 * Shapes: (..., n, ...) -> (..., ...)
 */
export function sum(x: Tensor, axis: Axes = null, { keepdims = false }: ReduceOptions = {}): Tensor {
  const axes = reducedAxes("sum", x, axis);
  const y = reduce("sum", x, axes);
  const kept = keptShape(x.shape, axes);
  record(y, [x], (dy) => [dy.reshape(kept).expand(x.shape)]);
  return keepdims ? y.reshape(kept) : y;
}
