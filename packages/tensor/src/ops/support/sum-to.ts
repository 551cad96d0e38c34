import { type Shape, sameShape } from "../../shape.js";
import type { Tensor } from "../../tensor.js";

/** Undoes broadcasting: sums over the axes in which `shape` was repeated to the shape of x. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const lead = x.ndim - shape.length;
  const axes = x.shape.flatMap((n, i) => (i < lead || (shape[i - lead] === 1 && n !== 1) ? [i] : []));
  return x.sum(axes).reshape(shape);
}
