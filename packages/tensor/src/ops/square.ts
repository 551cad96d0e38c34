import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The square of each element: yᵢ = xᵢ².
 *
 * Shapes: (...) -> (...)
 */
export function square(x: Tensor): Tensor {
  return record(elementwise("square", x), [x], (dy) => [dy.mul(2).mul(x)]);
}
