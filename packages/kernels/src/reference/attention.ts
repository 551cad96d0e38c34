import * as math from "../math/index.js";
import type { Floats } from "./types.js";
import { visibleKeys } from "./visible-keys.js";

/**
 * Scaled dot-product attention of one head at a time: y = softmax(scale q kᵀ) v over the visible keys, for the units
 * b*H + h in [begin, end). Element (b, h, t, d) of q is at b*qB + h*qH + t*qT + d, likewise k (and v, which shares
 * k's strides) and y. lse receives ln Σⱼ exp(scale qᵢ·kⱼ). A query that sees no key gives y = 0 and lse = -inf.
 *
 * Shapes: (B, H, Tq, D), (B, H, Tk, D), (B, H, Tk, D) -> (B, H, Tq, D), (B, H, Tq)
 * Source: Vaswani et al. 2017, arXiv:1706.03762, equation 1.
 */
export function attention(
  q: Floats,
  k: Floats,
  v: Floats,
  y: Floats,
  lse: Floats,
  H: number,
  Tq: number,
  Tk: number,
  D: number,
  qB: number,
  qH: number,
  qT: number,
  kB: number,
  kH: number,
  kT: number,
  yB: number,
  yH: number,
  yT: number,
  scale: number,
  offset: number,
  begin: number,
  end: number,
): void {
  const weights = new Float64Array(Tk);
  const row = new Float64Array(D); // one row of y before it is rounded
  for (let unit = begin; unit < end; unit++) {
    const b = Math.floor(unit / H);
    const h = unit - b * H;
    const k0 = b * kB + h * kH;
    for (let i = 0; i < Tq; i++) {
      const q0 = b * qB + h * qH + i * qT;
      const y0 = b * yB + h * yH + i * yT;
      const seen = visibleKeys(i, Tk, offset);
      lse[unit * Tq + i] = softmaxScores(q, q0, k, k0, kT, D, scale, seen, weights);
      row.fill(0);
      for (let j = 0; j < seen; j++) {
        for (let d = 0; d < D; d++) row[d]! += weights[j]! * v[k0 + j * kT + d]!;
      }
      for (let d = 0; d < D; d++) y[y0 + d] = row[d]!;
    }
  }
}

/** weights[j] = softmax over j < seen of scale q·kⱼ; returns the log of the sum of exponentials. */
function softmaxScores(
  q: Floats,
  q0: number,
  k: Floats,
  k0: number,
  kT: number,
  D: number,
  scale: number,
  seen: number,
  weights: Float64Array,
): number {
  let largest = -Infinity;
  for (let j = 0; j < seen; j++) {
    let dot = 0;
    for (let d = 0; d < D; d++) dot += q[q0 + d]! * k[k0 + j * kT + d]!;
    weights[j] = scale * dot;
    if (scale * dot > largest) largest = scale * dot;
  }
  let total = 0;
  for (let j = 0; j < seen; j++) total += weights[j] = math.exp(weights[j]! - largest);
  for (let j = 0; j < seen; j++) weights[j]! /= total;
  return largest + math.log(total);
}
