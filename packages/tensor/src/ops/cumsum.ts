import { emptyLike } from "../creation.js";
import { normalizeAxis } from "../shape.js";
import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { dense } from "./support/strided.js";
import { requireFloat } from "./support/unary.js";

/**
 * The running sum along an axis: yₖ = x₀ + … + xₖ.
 *
 * Shapes: (..., n, ...) -> (..., n, ...)
 */
export function cumsum(x: Tensor, axis: number): Tensor {
  requireFloat("cumsum", x);
  const i = normalizeAxis("cumsum", axis, x.ndim);
  const inner = x.shape.slice(i + 1).reduce((a, b) => a * b, 1);
  const n = x.shape[i]!;
  const y = emptyLike(x);
  if (n > 0) x.device.launch("cumsum", x.size / n, dense(x), y, n, inner);
  return record(y, [x], (dy) => [dy.sum(i, { keepdims: true }).sub(dy.cumsum(i)).add(dy)]); // sums from k to the end
}
