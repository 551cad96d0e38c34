import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * The quotient, element by element: y = a / b.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function div(a: Tensor, b: Tensor | number): Tensor {
  const { x, z } = operands("div", a, b);
  const y = binary("div", x, z);
  const needZ = isRecorded(z);
  return record(y, [x, z], (dy) => {
    const dx = dy.div(z);
    return [dx, needZ ? dx.mul(y).neg() : null]; // d(a/b)/db = -(a/b)/b
  });
}
