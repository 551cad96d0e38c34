import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * Where a ≠ b. A mask is a constant to differentiation.
 *
 * Shapes: (...), (...) -> (...), broadcast
 * DType: bool
 */
export function notEqual(a: Tensor, b: Tensor | number): Tensor {
  const { x, z } = operands("notEqual", a, b);
  return binary("notEqual", x, z, "bool");
}
