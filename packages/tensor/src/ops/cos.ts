import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The cosine of each element.
 *
 * Shapes: (...) -> (...)
 * Units: radians
 */
export function cos(x: Tensor): Tensor {
  return record(elementwise("cos", x), [x], (dy) => [dy.mul(x.sin()).neg()]);
}
