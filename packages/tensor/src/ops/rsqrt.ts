import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * One over the square root of each element: yᵢ = 1/√xᵢ.
 *
 * Shapes: (...) -> (...)
 */
export function rsqrt(x: Tensor): Tensor {
  const y = elementwise("rsqrt", x);
  return record(y, [x], (dy) => [dy.mul(y).div(x).mul(-0.5)]);
}
