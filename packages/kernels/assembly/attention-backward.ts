import { expNegative } from "./lanes/exp";
import { keepFirst } from "./lanes/memory";
import { mostWidth, visibleKeys } from "./parts/attention-keys";
import { packA, packB } from "./parts/pack";
import { edgeBytes, longTileRow, tileRow } from "./parts/product";
import { scaleRow } from "./parts/row-exp";
import { dotRow } from "./parts/row-sums";
import { tileRows } from "./parts/tile";

const mostKeys = 1024; // of one block
const mostPanel = 49152; // elements of a packed k or v
const mostGroups = 8; // rows of tiles of queries in one block

/**
 * The gradient of attention, for the units b H + h in [begin, end): with P = exp(scale q kT - lse),
 * dv = PT dy, dS = P (dy vT - rowsum(dy y)), dq = scale dS k, dk = scale dST q, in blocks of queries and keys.
 * Source: Dao et al. 2022, arXiv:2205.14135, appendix B.2.
 */
export function attentionBackward(
  q: usize,
  k: usize,
  v: usize,
  y: usize,
  dy: usize,
  lse: usize,
  dq: usize,
  dk: usize,
  dv: usize,
  H: i32,
  Tq: i32,
  Tk: i32,
  D: i32,
  qB: i32,
  qH: i32,
  qT: i32,
  kB: i32,
  kH: i32,
  kT: i32,
  yB: i32,
  yH: i32,
  yT: i32,
  dqB: i32,
  dqH: i32,
  dqT: i32,
  dkB: i32,
  dkH: i32,
  dkT: i32,
  scale: f32,
  offset: i32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  if (D > mostWidth) unreachable(); // the scratch area would not hold a panel
  const width = (D + 7) & ~7;
  const block = max(8, min(mostKeys, mostPanel / width) & ~7);
  for (let unit = begin; unit < end; unit++) {
    const b = unit / H;
    const h = unit - b * H;
    const qUnit = (b * qB + h * qH) << 2;
    const kUnit = (b * kB + h * kH) << 2;
    const yUnit = (b * yB + h * yH) << 2;
    const dqUnit = (b * dqB + h * dqH) << 2;
    const dkUnit = (b * dkB + h * dkH) << 2;
    let first = 0;
    do {
      const from = kUnit + ((first * kT) << 2);
      const to = dkUnit + ((first * dkT) << 2);
      gradientBlock(
        q + qUnit,
        k + from,
        v + from,
        y + yUnit,
        dy + yUnit,
        lse + ((unit * Tq) << 2),
        dq + dqUnit,
        dk + to,
        dv + to,
        Tq,
        Tk,
        D,
        qT,
        kT,
        yT,
        dqT,
        dkT,
        scale,
        offset,
        first,
        min(block, Tk - first),
        scratch,
      );
      first += block;
    } while (first < Tk);
  }
}

/** All queries of a unit against the keys [first, first + keys): adds to dq after the first block, writes dk and dv. */
function gradientBlock(
  q: usize,
  k: usize,
  v: usize,
  y: usize,
  dy: usize,
  lse: usize,
  dq: usize,
  dk: usize,
  dv: usize,
  Tq: i32,
  Tk: i32,
  D: i32,
  qT: i32,
  kT: i32,
  yT: i32,
  dqT: i32,
  dkT: i32,
  scale: f32,
  offset: i32,
  first: i32,
  keys: i32,
  scratch: usize,
): void {
  const padded = (keys + 7) & ~7;
  const width = (D + 7) & ~7;
  const row = padded << 2;
  const most = tileRows * max(1, min(mostGroups, 4096 / width));
  const panelA = scratch + edgeBytes; // (D or keys or queries, tileRows)
  const panelsK = panelA + tileRows * max(max(width, padded), most) * 4 + 64; // (keys/8, D, 8)
  const panelsV = panelsK + padded * D * 4; // (keys/8, D, 8)
  const rowsK = panelsV + padded * D * 4; // (D/8, keys, 8)
  const rowsQ = rowsK + padded * width * 4; // (D/8, queries, 8)
  const rowsDy = rowsQ + most * width * 4; // (D/8, queries, 8)
  const p = rowsDy + most * width * 4; // (queries, keys)
  const ds = p + most * row; // (queries, keys)
  packB(k, panelsK, D, keys, 1, kT);
  packB(v, panelsV, D, keys, 1, kT);
  packB(k, rowsK, keys, D, kT, 1);
  let i = 0;
  do {
    const queries = min(most, Tq - i);
    for (let g = 0; g < queries; g += tileRows) {
      const rows = min(tileRows, queries - g);
      const at = i + g;
      const seen = visibleKeys(at + rows - 1, Tk, offset, first, keys);
      packA(q + ((at * qT) << 2), panelA, rows, D, qT, 1);
      scaleRow(panelA, tileRows * D, scale);
      tileRow(panelA, panelsK, D << 5, p + g * row, row, rows, seen, D, false, scratch);
      packA(dy + ((at * yT) << 2), panelA, rows, D, yT, 1);
      tileRow(panelA, panelsV, D << 5, ds + g * row, row, rows, seen, D, false, scratch);
      for (let r = 0; r < rows; r++) {
        const yRow = ((at + r) * yT) << 2;
        scoreGradient(
          p + (g + r) * row,
          ds + (g + r) * row,
          visibleKeys(at + r, Tk, offset, first, keys),
          padded,
          load<f32>(lse + ((at + r) << 2)),
          dotRow(y + yRow, dy + yRow, D) as f32,
          scale,
        );
      }
      packA(ds + g * row, panelA, rows, seen, padded, 1);
      longTileRow(panelA, rowsK, keys << 5, dq + ((at * dqT) << 2), dqT << 2, rows, D, seen, first > 0, scratch);
    }
    packB(q + ((i * qT) << 2), rowsQ, queries, D, qT, 1);
    packB(dy + ((i * yT) << 2), rowsDy, queries, D, yT, 1);
    for (let j = 0; j < keys; j += tileRows) {
      const rows = min(tileRows, keys - j);
      // queries before this one see none of these keys
      const skip = offset >= Tk ? 0 : max(0, min(queries, first + j - offset - i));
      const depth = queries - skip;
      const to = (j * dkT) << 2;
      packA(ds + skip * row + (j << 2), panelA, rows, depth, 1, padded);
      tileRow(panelA, rowsQ + (skip << 5), queries << 5, dk + to, dkT << 2, rows, D, depth, i > 0, scratch);
      packA(p + skip * row + (j << 2), panelA, rows, depth, 1, padded);
      tileRow(panelA, rowsDy + (skip << 5), queries << 5, dv + to, dkT << 2, rows, D, depth, i > 0, scratch);
    }
    i += most;
  } while (i < Tq);
}

/** From scores p and dy vT in ds: p = exp(p - lse) and ds = p (ds - mean) scale over the visible keys, then zeros. */
function scoreGradient(p: usize, ds: usize, visible: i32, keys: i32, lse: f32, mean: f32, scale: f32): void {
  const logSum = f32x4.splat(lse);
  const means = f32x4.splat(mean);
  const scales = f32x4.splat(scale);
  let j = 0;
  for (; j < visible; j += 4) {
    const at = j << 2;
    const weight = expNegative(f32x4.sub(v128.load(p + at), logSum));
    const gradient = f32x4.mul(f32x4.mul(weight, f32x4.sub(v128.load(ds + at), means)), scales);
    v128.store(p + at, keepFirst(weight, visible - j));
    v128.store(ds + at, keepFirst(gradient, visible - j));
  }
  for (; j < keys; j += 4) {
    v128.store(p + (j << 2), f32x4.splat(0));
    v128.store(ds + (j << 2), f32x4.splat(0));
  }
}
