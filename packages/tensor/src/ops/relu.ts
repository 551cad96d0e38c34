import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { binary } from "./support/binary.js";
import { elementwise } from "./support/unary.js";

/**
 * Each element, or 0 if that is larger: yᵢ = max(xᵢ, 0). Its gradient at 0 is 0.
 *
 * Shapes: (...) -> (...)
 */
export function relu(x: Tensor): Tensor {
  const y = elementwise("relu", x);
  return record(y, [x], (dy) => [isRecorded(dy) ? x.greater(0).where(dy, 0) : binary("reluBackward", dy, y)]);
}
