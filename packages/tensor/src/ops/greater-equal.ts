import { broadcastShapes } from "../shape.js";
import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * Where a ≥ b. A mask is a constant to differentiation.
 *
 * Shapes: (...), (...) -> (...), broadcast
 * DType: bool
 */
export function greaterEqual(a: Tensor, b: Tensor | number): Tensor {
  const { x, z } = operands("greaterEqual", a, b);
  if (typeof z !== "number") broadcastShapes("greaterEqual", x.shape, z.shape); // so that an error names this op
  return binary("lessEqual", z, x, "bool");
}
