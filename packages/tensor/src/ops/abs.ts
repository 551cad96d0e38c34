import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The absolute value of each element: yᵢ = |xᵢ|. Its gradient at 0 is 0.
 *
 * Shapes: (...) -> (...)
 */
export function abs(x: Tensor): Tensor {
  return record(elementwise("abs", x), [x], (dy) => [dy.mul(x.sign())]);
}
