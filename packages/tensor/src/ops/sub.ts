import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * The difference, element by element: y = a - b. As a function it takes a number on the left too: `sub(1, p)`.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function sub(a: number, b: Tensor): Tensor;
export function sub(a: Tensor, b: Tensor | number): Tensor;
export function sub(a: Tensor | number, b: Tensor | number): Tensor {
  const { x, z } = operands("sub", a, b);
  const needZ = isRecorded(z);
  return record(binary("sub", x, z), [x, z], (dy) => [dy, needZ ? dy.neg() : null]);
}
