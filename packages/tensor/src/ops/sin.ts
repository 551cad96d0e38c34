import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The sine of each element.
 *
 * Shapes: (...) -> (...)
 * Units: radians
 */
export function sin(x: Tensor): Tensor {
  return record(elementwise("sin", x), [x], (dy) => [dy.mul(x.cos())]);
}
