import { ShapeError } from "../errors.js";
import { formatShape, normalizeAxis } from "../shape.js";
import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { view } from "./support/strided.js";

/**
 * The axes in another order, reversed unless `axes` says which axis of x comes where. A view.
 *
 * Shapes: (a, b, c) -> (c, b, a), or with axes [1, 0, 2] -> (b, a, c)
 * Throws: ShapeError unless each axis is named once.
 */
export function transpose(x: Tensor, axes: readonly number[] | null = null): Tensor {
  const order = (axes ?? x.shape.map((_, i) => x.ndim - 1 - i)).map((i) => normalizeAxis("transpose", i, x.ndim));
  if (order.length !== x.ndim || order.some((axis, i) => order.indexOf(axis) !== i)) {
    throw new ShapeError("transpose", "does not name each axis once.", {
      given: `axes [${axes}] for ${formatShape(x.shape)}`,
      expected: `an order of ${x.ndim} axes`,
    });
  }
  const pick = (values: readonly number[]) => order.map((i) => values[i]!);
  const y = view(x, pick(x.shape), pick(x.strides), x.offset);
  return record(y, [x], (dy) => [dy.transpose(order.map((_, i) => order.indexOf(i)))]);
}
