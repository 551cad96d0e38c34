import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { sub } from "./sub.js";
import { elementwise } from "./support/unary.js";

/**
 * Each element times its sigmoid: yᵢ = xᵢ / (1 + e^-xᵢ).
 *
 * Shapes: (...) -> (...)
 * Source: Elfwing et al. 2017, arXiv:1702.03118, equation 1.
 */
export function silu(x: Tensor): Tensor {
  const y = elementwise("silu", x);
  return record(y, [x], (dy) => [dy.mul(y.add(x.sigmoid().mul(sub(1, y))))]); // y' = y + σ(x)(1 - y)
}
