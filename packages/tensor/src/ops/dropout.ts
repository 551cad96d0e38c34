import { uniform } from "../creation.js";
import { ValueError } from "../errors.js";
import type { Rng } from "../rng.js";
import type { Tensor } from "../tensor.js";

/**
 * Each element 0 with probability p, else divided by 1 - p, so that the mean stays.
 *
 * Shapes: (...) -> (...)
 * Source: Srivastava et al. 2014, "Dropout", section 4, with the scale at training time.
 */
export function dropout(x: Tensor, rng: Rng, p: number): Tensor {
  if (!(p >= 0 && p < 1)) {
    throw new ValueError("dropout", "p is not a probability below 1.", { given: String(p), expected: "0 ≤ p < 1" });
  }
  if (p === 0) return x;
  // p as float32, so that every device drops the same elements
  const kept = uniform(rng, x.shape, 0, 1, { device: x.device }).greaterEqual(Math.fround(p)).astype(x.dtype);
  return x.mul(kept.mul(1 / (1 - p)));
}
