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
  record(y, [x], (dy) => [dy.reshape(keptShape(x.shape, axes)).expand(x.shape)]);
  return keepdims ? y.reshape(keptShape(x.shape, axes)) : y;
}
