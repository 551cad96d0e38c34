import { madd } from "./lanes/arithmetic";
import { storeUpTo } from "./lanes/memory";
import { mostWidth, visibleKeys } from "./parts/attention-keys";
import { packA, packB } from "./parts/pack";
import { edgeBytes, longTileRow, tileRow } from "./parts/product";
import { expRow, largestOfRow, scaleRow } from "./parts/row-exp";
import { tileRows } from "./parts/tile";
import { vectorProduct } from "./parts/vector-product";
import { expScalar, logScalar } from "./scalar/logarithm";

const mostKeys = 1536; // of one block; its scores take 36 kB
const mostPanel = 98304; // elements of k, and of v, that are packed at once

/**
 * y = softmax(scale q kT) v over the visible keys, for the units b H + h in [begin, end), one row of tiles of queries at a
 * time, so that no matrix (Tq, Tk) arises. Keys beyond the scratch area come in blocks, whose results are merged.
 * Source: Dao et al. 2022, arXiv:2205.14135, section 3.1.
 */
export function attention(
  q: usize,
  k: usize,
  v: usize,
  y: usize,
  lse: usize,
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
    const qUnit = q + ((b * qB + h * qH) << 2);
    const kUnit = (b * kB + h * kH) << 2;
    const yUnit = y + ((b * yB + h * yH) << 2);
    let first = 0;
    do {
      const keys = min(block, Tk - first);
      const from = kUnit + ((first * kT) << 2);
      const unitLse = lse + ((unit * Tq) << 2);
      attendBlock(
        qUnit,
        k + from,
        v + from,
        yUnit,
        unitLse,
        Tq,
        Tk,
        D,
        qT,
        kT,
        yT,
        scale,
        offset,
        first,
        keys,
        scratch,
      );
      first += block;
    } while (first < Tk);
  }
}

/** All queries of a unit against the keys [first, first + keys). */
function attendBlock(
  q: usize,
  k: usize,
  v: usize,
  y: usize,
  lse: usize,
  Tq: i32,
  Tk: i32,
  D: i32,
  qT: i32,
  kT: i32,
  yT: i32,
  scale: f32,
  offset: i32,
  first: i32,
  keys: i32,
  scratch: usize,
): void {
  const padded = (keys + 7) & ~7;
  const width = (D + 7) & ~7;
  const scoreRow = padded << 2;
  const panelQ = scratch + edgeBytes; // (D, tileRows)
  const panelP = panelQ + tileRows * width * 4 + 64; // (keys, tileRows)
  const scores = panelP + tileRows * scoreRow + 64; // (tileRows, keys)
  const partY = scores + tileRows * scoreRow; // (tileRows, D)
  const panelsK = partY + tileRows * width * 4; // (keys/8, D, 8)
  const panelsV = panelsK + padded * D * 4; // (D/8, keys, 8)
  if (Tq > 1) {
    packB(k, panelsK, D, keys, 1, kT);
    packB(v, panelsV, keys, D, kT, 1);
  }
  for (let i = 0; i < Tq; i += tileRows) {
    const rows = min(tileRows, Tq - i);
    const seen = visibleKeys(i + rows - 1, Tk, offset, first, keys);
    if (seen === 0 && first > 0) continue;
    if (Tq > 1) {
      packA(q + ((i * qT) << 2), panelQ, rows, D, qT, 1);
      scaleRow(panelQ, tileRows * D, scale);
      tileRow(panelQ, panelsK, D << 5, scores, scoreRow, rows, (seen + 7) & ~7, D, false, scratch); // whole tiles
    } else {
      // one query: packing would take longer than the products
      vectorProduct(q, k, scores, seen, seen, D, 1, 1, kT);
      scaleRow(scores, seen, scale);
    }
    const to = first > 0 ? partY : y + ((i * yT) << 2);
    const toRow = first > 0 ? width << 2 : yT << 2;
    for (let r = 0; r < rows; r++) {
      softmaxRow(scores + r * scoreRow, seen, visibleKeys(i + r, Tk, offset, first, keys), panelQ + (r << 3));
    }
    if (Tq > 1) {
      packA(scores, panelP, rows, seen, padded, 1);
      longTileRow(panelP, panelsV, keys << 5, to, toRow, rows, D, seen, false, scratch);
    } else vectorProduct(scores, v, to, D, D, seen, 1, kT, 1);
    for (let r = 0; r < rows; r++) {
      const total = load<f64>(panelQ + (r << 3));
      if (first > 0) mergeRow(y + (((i + r) * yT) << 2), to + r * toRow, lse + ((i + r) << 2), total, D);
      else store<f32>(lse + ((i + r) << 2), total as f32);
    }
  }
}

/** Softmax of the first `visible` scores, zeros up to `seen`; the log of the sum of exponentials goes to `total`. */
function softmaxRow(scores: usize, seen: i32, visible: i32, total: usize): void {
  const largest = largestOfRow(scores, visible);
  const sum = expRow(scores, scores, visible, largest);
  if (visible > 0) scaleRow(scores, visible, (1 / sum) as f32);
  for (let j = visible; j < seen; j++) store<f32>(scores + (j << 2), 0);
  store<f64>(total, visible > 0 ? (largest as f64) + logScalar(sum) : -Infinity);
}

/** Weighs the result of the keys so far, y and lse, with that of further ones. */
function mergeRow(y: usize, part: usize, lse: usize, partLse: f64, D: i32): void {
  if (partLse === -Infinity) return;
  const lseSoFar = load<f32>(lse) as f64;
  const largest = max<f64>(lseSoFar, partLse); // exponents of 0 and below: expScalar has a bound
  const merged = largest + logScalar(expScalar(lseSoFar - largest) + expScalar(partLse - largest));
  const keep = f32x4.splat(expScalar(lseSoFar - merged) as f32);
  const take = f32x4.splat(expScalar(partLse - merged) as f32);
  for (let d = 0; d < D; d += 4) {
    const at = d << 2;
    const value = madd(keep, v128.load(y + at), f32x4.mul(take, v128.load(part + at)));
    storeUpTo(y + at, value, D - d);
  }
  store<f32>(lse, merged as f32);
}
