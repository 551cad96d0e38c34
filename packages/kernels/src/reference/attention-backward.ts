import * as math from "../math/index.js";
import type { Floats } from "./types.js";
import { visibleKeys } from "./visible-keys.js";

/**
 * Gradient of `attention`, for the units b*H + h in [begin, end); it writes dq, dk and dv, it does not add to them.
 * With P = exp(scale q kᵀ - lse) over the visible keys:
 * dv = Pᵀ dy, dS = P ∘ (dy vᵀ - rowsum(dy ∘ y)), dq = scale dS k, dk = scale dSᵀ q.
 * dy has y's strides, dv has dk's.
 *
 * Shapes: q, y, dy, dq (B, H, Tq, D); k, v, dk, dv (B, H, Tk, D); lse (B, H, Tq)
 * Source: Dao et al. 2022, arXiv:2205.14135, appendix B.2.
 */
export function attentionBackward(
  q: Floats,
  k: Floats,
  v: Floats,
  y: Floats,
  dy: Floats,
  lse: Floats,
  dq: Floats,
  dk: Floats,
  dv: Floats,
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
  dqB: number,
  dqH: number,
  dqT: number,
  dkB: number,
  dkH: number,
  dkT: number,
  scale: number,
  offset: number,
  begin: number,
  end: number,
): void {
  const dqRow = new Float64Array(D); // sums before they are rounded
  const dkSum = new Float64Array(Tk * D);
  const dvSum = new Float64Array(Tk * D);
  for (let unit = begin; unit < end; unit++) {
    const b = Math.floor(unit / H);
    const h = unit - b * H;
    const k0 = b * kB + h * kH;
    dkSum.fill(0);
    dvSum.fill(0);
    for (let i = 0; i < Tq; i++) {
      const q0 = b * qB + h * qH + i * qT;
      const y0 = b * yB + h * yH + i * yT;
      const dq0 = b * dqB + h * dqH + i * dqT;
      const seen = visibleKeys(i, Tk, offset);
      queryGradient(q, q0, k, v, k0, kT, y, dy, y0, lse[unit * Tq + i]!, D, scale, seen, dqRow, dkSum, dvSum);
      for (let d = 0; d < D; d++) dq[dq0 + d] = dqRow[d]!;
    }
    const dk0 = b * dkB + h * dkH;
    storeRows(dkSum, dk, dk0, dkT, Tk, D);
    storeRows(dvSum, dv, dk0, dkT, Tk, D);
  }
}

/** What one query gives: its own dq row, and its part of every visible key's dk and dv. */
function queryGradient(
  q: Floats,
  q0: number,
  k: Floats,
  v: Floats,
  k0: number,
  kT: number,
  y: Floats,
  dy: Floats,
  y0: number,
  logSum: number,
  D: number,
  scale: number,
  seen: number,
  dqRow: Float64Array,
  dkSum: Float64Array,
  dvSum: Float64Array,
): void {
  dqRow.fill(0);
  let dyDotY = 0;
  for (let d = 0; d < D; d++) dyDotY += dy[y0 + d]! * y[y0 + d]!;
  for (let j = 0; j < seen; j++) {
    const kj = k0 + j * kT;
    let score = 0;
    let dp = 0;
    for (let d = 0; d < D; d++) {
      score += q[q0 + d]! * k[kj + d]!;
      dp += dy[y0 + d]! * v[kj + d]!;
    }
    const p = math.exp(scale * score - logSum);
    const ds = p * (dp - dyDotY) * scale;
    for (let d = 0; d < D; d++) {
      dqRow[d]! += ds * k[kj + d]!;
      dkSum[j * D + d]! += ds * q[q0 + d]!;
      dvSum[j * D + d]! += p * dy[y0 + d]!;
    }
  }
}

function storeRows(from: Float64Array, to: Floats, first: number, stride: number, rows: number, D: number): void {
  for (let t = 0; t < rows; t++) {
    for (let d = 0; d < D; d++) to[first + t * stride + d] = from[t * D + d]!;
  }
}
