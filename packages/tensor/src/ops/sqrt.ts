import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The square root of each element: yᵢ = √xᵢ; NaN below 0.
 *
 * Shapes: (...) -> (...)
 */
export function sqrt(x: Tensor): Tensor {
  const y = elementwise("sqrt", x);
  return record(y, [x], (dy) => [dy.div(y).mul(0.5)]);
}
