import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The hyperbolic tangent of each element, between -1 and 1: yᵢ = tanh(xᵢ).
 *
 * Shapes: (...) -> (...)
 */
export function tanh(x: Tensor): Tensor {
  const y = elementwise("tanh", x);
  return record(y, [x], (dy) => [dy.sub(dy.mul(y).mul(y))]); // dx = (1 - y²) dy
}
