import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * The power, element by element: y = a^b. A negative base needs a whole exponent.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function pow(a: Tensor, b: Tensor | number): Tensor {
  const [x, z] = operands("pow", a, b);
  const y = binary("pow", x, z);
  const [needX, needZ] = [isRecorded(x), isRecorded(z)];
  return record(y, [x, z], (dy) => [
    needX ? dy.mul(z).mul(x.pow(z.sub(1))) : null,
    needZ ? dy.mul(y).mul(x.log()) : null,
  ]);
}
