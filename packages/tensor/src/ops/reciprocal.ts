import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * One over each element: yᵢ = 1/xᵢ.
 *
 * Shapes: (...) -> (...)
 */
export function reciprocal(x: Tensor): Tensor {
  const y = elementwise("reciprocal", x);
  return record(y, [x], (dy) => [dy.mul(y).mul(y).neg()]);
}
