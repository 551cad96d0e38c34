import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * The sum, element by element: y = a + b.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function add(a: Tensor, b: Tensor | number): Tensor {
  const { x, z } = operands("add", a, b);
  return record(binary("add", x, z), [x, z], (dy) => [dy, dy]);
}
