import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * Each element, or 0 if that is larger: yᵢ = max(xᵢ, 0). Its gradient at 0 is 0.
 *
 * Shapes: (...) -> (...)
 */
export function relu(x: Tensor): Tensor {
  return record(elementwise("relu", x), [x], (dy) => [x.greater(0).where(dy, 0)]);
}
