import { ShapeError } from "../../errors.js";
import { formatShape } from "../../shape.js";
import { record } from "../../tape.js";
import type { Tensor } from "../../tensor.js";
import { type Axes, keptShape, type ReduceOptions, reduce, reducedAxes } from "./reduce.js";

/** What `max` and `min` share. The gradient goes to the chosen element; equals share it. */
export function extreme(op: "max" | "min", x: Tensor, axis: Axes, { keepdims = false }: ReduceOptions): Tensor {
  const axes = reducedAxes(op, x, axis);
  if (axes.some((i) => x.shape[i] === 0)) {
    throw new ShapeError(op, "there is no element to choose.", {
      given: formatShape(x.shape),
      expected: "one element at least along each reduced axis",
    });
  }
  const y = reduce(op, x, axes);
  const kept = keptShape(x.shape, axes);
  record(y, [x], (dy) => {
    const hit = x.equal(y.reshape(kept)).astype(x.dtype); // 1 where x is the chosen
    const share = dy.reshape(kept).div(hit.sum(axes, { keepdims: true }));
    return [hit.mul(share)];
  });
  return keepdims ? y.reshape(kept) : y;
}
