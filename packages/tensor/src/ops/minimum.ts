import type { Tensor } from "../tensor.js";
import { choice } from "./support/choice.js";

/**
 * The smaller of two, element by element; NaN if either is. Where they are equal each gets half of the gradient.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function minimum(a: Tensor, b: Tensor | number): Tensor {
  return choice("minimum", a, b);
}
