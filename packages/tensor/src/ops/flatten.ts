import { normalizeAxis } from "../shape.js";
import type { Tensor } from "../tensor.js";

/**
 * The axes from `start` on joined into one.
 *
 * Shapes: (a, b, c) -> (a·b·c), or with start 1 -> (a, b·c)
 */
export function flatten(x: Tensor, start: number = 0): Tensor {
  if (x.ndim === 0) return x.reshape([1]);
  const axis = normalizeAxis("flatten", start, x.ndim);
  const size = x.shape.slice(axis).reduce((a, b) => a * b, 1);
  return x.reshape([...x.shape.slice(0, axis), size]);
}
