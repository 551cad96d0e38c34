import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The natural logarithm of each element: yᵢ = ln xᵢ; NaN below 0.
 *
 * Shapes: (...) -> (...)
 */
export function log(x: Tensor): Tensor {
  return record(elementwise("log", x), [x], (dy) => [dy.div(x)]);
}
