import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * Squashes each element into (0, 1): yᵢ = 1 / (1 + e^-xᵢ).
 *
 * Shapes: (...) -> (...)
 */
export function sigmoid(x: Tensor): Tensor {
  const y = elementwise("sigmoid", x);
  return record(y, [x], (dy) => [dy.mul(y).mul(y.neg().add(1))]); // dx = y (1 - y) dy
}
