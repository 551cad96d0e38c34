import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * The product, element by element: y = a b.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function mul(a: Tensor, b: Tensor | number): Tensor {
  const { x, z } = operands("mul", a, b);
  const needX = isRecorded(x);
  const needZ = isRecorded(z);
  return record(binary("mul", x, z), [x, z], (dy) => [needX ? dy.mul(z) : null, needZ ? dy.mul(x) : null]);
}
