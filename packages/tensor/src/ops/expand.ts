import { ShapeError } from "../errors.js";
import { copiedShape, formatShape, type Shape } from "../shape.js";
import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { broadcastView } from "./support/strided.js";

/**
 * Repeats axes of size 1, and adds axes in front, until the shape is `shape`. A view: nothing is copied.
 *
 * Shapes: (n, 1) -> (m, n, k)
 * Throws: ShapeError where a size that is not 1 would change.
 */
export function expand(x: Tensor, shape: Shape): Tensor {
  const own = copiedShape("expand", shape);
  const lead = own.length - x.ndim;
  if (lead < 0 || x.shape.some((n, i) => n !== 1 && n !== shape[lead + i])) {
    throw new ShapeError("expand", `cannot repeat ${formatShape(x.shape)} to ${formatShape(shape)}.`, {
      given: formatShape(x.shape),
      expected: "axes that are 1 or equal, aligned at the end",
      fix: "reshape first, so that the axes to repeat have size 1",
    });
  }
  return record(broadcastView(x, own), [x], (dy) => [dy]); // the tape sums over what was repeated
}
