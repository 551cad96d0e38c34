import type { Tensor } from "../tensor.js";
import { operands } from "./support/binary.js";

/**
 * The smaller of two, element by element; NaN if either is. Where they are equal each gets half of the gradient.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function minimum(a: Tensor, b: Tensor | number): Tensor {
  const [x, z] = operands("minimum", a, b);
  return x.neg().maximum(z.neg()).neg();
}
