import { empty } from "../creation.js";
import { ShapeError } from "../errors.js";
import { formatShape, normalizeAxis } from "../shape.js";
import type { Tensor } from "../tensor.js";
import { dense } from "./support/strided.js";
import { requireFloat } from "./support/unary.js";

/**
 * Where along an axis the largest element is: the first of equals; NaN counts as largest. An index is a constant to
 * differentiation: it does not move when x does by little.
 *
 * Shapes: (..., n, ...) -> (..., ...)
 * DType: int32
 * Throws: ShapeError where there is no element to choose.
 */
export function argmax(x: Tensor, axis: number = -1): Tensor {
  requireFloat("argmax", x);
  const i = normalizeAxis("argmax", axis, x.ndim);
  const n = x.shape[i]!;
  if (n === 0)
    throw new ShapeError("argmax", "there is no element to choose.", {
      given: formatShape(x.shape),
      expected: `one element at least along axis ${i}`,
    });
  const inner = x.shape.slice(i + 1).reduce((a, b) => a * b, 1);
  const y = empty([...x.shape.slice(0, i), ...x.shape.slice(i + 1)], "int32", x.device);
  x.device.launch("argmax", y.size, dense(x), y, n, inner);
  return y;
}
