import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The negative of each element: yᵢ = -xᵢ.
 *
 * Shapes: (...) -> (...)
 */
export function neg(x: Tensor): Tensor {
  return record(elementwise("neg", x), [x], (dy) => [dy.neg()]);
}
