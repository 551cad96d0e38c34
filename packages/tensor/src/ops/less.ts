import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * Where a < b. A mask is a constant to differentiation.
 *
 * Shapes: (...), (...) -> (...), broadcast
 * DType: bool
 */
export function less(a: Tensor, b: Tensor | number): Tensor {
  const { x, z } = operands("less", a, b);
  return binary("less", x, z, "bool");
}
