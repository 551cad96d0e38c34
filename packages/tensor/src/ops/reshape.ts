import { ShapeError } from "../errors.js";
import { formatShape, type Shape, sizeOf } from "../shape.js";
import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { dense, reshaped } from "./support/strided.js";

/**
 * The same elements in row-major order under another shape; one size may be -1, which is worked out. A view where that is
 * possible.
 *
 * Shapes: (...) -> shape
 * Throws: ShapeError when the number of elements differs.
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const resolved = resolve(x, shape);
  return record(reshaped(dense(x), resolved), [x], (dy) => [dy.reshape(x.shape)]);
}

function resolve(x: Tensor, shape: Shape): Shape {
  const known = shape.reduce((size, n) => (n === -1 ? size : size * n), 1);
  const unknown = shape.filter((n) => n === -1).length;
  const resolved = unknown === 1 && known > 0 ? shape.map((n) => (n === -1 ? x.size / known : n)) : [...shape];
  if (sizeOf(resolved) !== x.size || resolved.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new ShapeError("reshape", `cannot make ${formatShape(shape)} of ${formatShape(x.shape)}.`, {
      given: `${x.size} elements`,
      expected: unknown === 1 ? `a multiple of ${known} elements` : `sizes whose product is ${x.size}`,
    });
  }
  return resolved;
}
