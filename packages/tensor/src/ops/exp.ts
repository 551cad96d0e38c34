import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * e to the power of each element: yᵢ = e^xᵢ.
 *
 * Shapes: (...) -> (...)
 */
export function exp(x: Tensor): Tensor {
  const y = elementwise("exp", x);
  return record(y, [x], (dy) => [dy.mul(y)]);
}
