import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { sub } from "./sub.js";
import { binary } from "./support/binary.js";
import { elementwise } from "./support/unary.js";

/**
 * Squashes each element into (0, 1): yᵢ = 1 / (1 + e^-xᵢ).
 *
 * Shapes: (...) -> (...)
 */
export function sigmoid(x: Tensor): Tensor {
  const y = elementwise("sigmoid", x);
  return record(y, [x], (dy) => [
    isRecorded(y, dy) ? dy.mul(y).mul(sub(1, y)) : binary("sigmoidBackward", dy, y), // dx = y (1 - y) dy
  ]);
}
