import type { Tensor } from "../tensor.js";
import { choice } from "./support/choice.js";

/**
 * The larger of two, element by element; NaN if either is. Where they are equal each gets half of the gradient.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function maximum(a: Tensor, b: Tensor | number): Tensor {
  return choice("maximum", a, b);
}
