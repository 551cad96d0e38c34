import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { binary } from "./support/binary.js";
import { requireFloat } from "./support/unary.js";

/**
 * One over each element: yᵢ = 1/xᵢ.
 *
 * Shapes: (...) -> (...)
 */
export function reciprocal(x: Tensor): Tensor {
  requireFloat("reciprocal", x);
  const y = binary("div", 1, x);
  return record(y, [x], (dy) => [dy.mul(y).mul(y).neg()]);
}
