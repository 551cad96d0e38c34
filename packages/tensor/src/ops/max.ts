import { ShapeError } from "../errors.js";
import { formatShape } from "../shape.js";
import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { type Axes, keptShape, type ReduceOptions, reduce, reducedAxes } from "./support/reduce.js";

/**
 * The largest element over some axes, or over all; NaN if any is. Equal largest share the gradient.
 *
 * Shapes: (..., n, ...) -> (..., ...)
 * Throws: ShapeError where there is no element to choose.
 */
export function max(x: Tensor, axis: Axes = null, { keepdims = false }: ReduceOptions = {}): Tensor {
  const axes = reducedAxes("max", x, axis);
  if (axes.some((i) => x.shape[i] === 0)) {
    throw new ShapeError("max", "there is no element to choose.", { given: formatShape(x.shape) });
  }
  const y = reduce("max", x, axes);
  const kept = keptShape(x.shape, axes);
  record(y, [x], (dy) => {
    const hit = x.equal(y.reshape(kept)).astype(x.dtype); // 1 where x is the largest
    const share = dy.reshape(kept).div(hit.sum(axes, { keepdims: true }));
    return [hit.mul(share)];
  });
  return keepdims ? y.reshape(kept) : y;
}
