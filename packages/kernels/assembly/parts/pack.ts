import { lowTilesFrom, tileRows } from "./tile";

/*
 * Packing: the operands of a product copied into panels, in the order in which a tile reads them. Where a panel is not
 * full, its last rows repeat the last one that there is, or hold what lies behind: a tile's surplus is not stored.
 */

/** A (rows, K) into panels (K, tileRows). Strides in elements. */
export function packA(a: usize, to: usize, rows: i32, K: i32, rowStride: i32, colStride: i32): void {
  const row = rowStride << 2;
  const col = colStride << 2;
  const low = lowTilesFrom(rows);
  for (let r = 0; r < rows; ) {
    const a0 = a + r * row;
    const height = r < low ? tileRows : 4;
    const last = min(height, rows - r) - 1;
    if (row === 4 && last > 2) packColumnsOfA(a0, to, K, col);
    else {
      packRowsOfA(
        a0,
        a0 + min(1, last) * row,
        a0 + min(2, last) * row,
        a0 + min(3, last) * row,
        a0 + min(4, last) * row,
        a0 + min(5, last) * row,
        to,
        K,
        col,
      );
    }
    to += (tileRows * K) << 2;
    r += height;
  }
}

/** Neighbouring rows lie side by side: each step copies a column. */
function packColumnsOfA(a: usize, to: usize, K: i32, col: i32): void {
  for (let k = 0; k < K; k++) {
    v128.store(to, v128.load(a));
    if (tileRows > 5) store<u64>(to, load<u64>(a, 16), 16);
    else store<f32>(to, load<f32>(a, 16), 16);
    a += col;
    to += tileRows << 2;
  }
}

function packRowsOfA(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  a4: usize,
  a5: usize,
  to: usize,
  K: i32,
  col: i32,
): void {
  let k = 0;
  const step = tileRows << 2;
  if (col === 4) {
    for (; k + 4 <= K; k += 4) {
      const at = k << 2;
      const x0 = v128.load(a0 + at);
      const x1 = v128.load(a1 + at);
      const x2 = v128.load(a2 + at);
      const x3 = v128.load(a3 + at);
      const x4 = v128.load(a4 + at);
      const low01 = i32x4.shuffle(x0, x1, 0, 4, 1, 5);
      const high01 = i32x4.shuffle(x0, x1, 2, 6, 3, 7);
      const low23 = i32x4.shuffle(x2, x3, 0, 4, 1, 5);
      const high23 = i32x4.shuffle(x2, x3, 2, 6, 3, 7);
      v128.store(to, i64x2.shuffle(low01, low23, 0, 2));
      v128.store(to + step, i64x2.shuffle(low01, low23, 1, 3));
      v128.store(to + 2 * step, i64x2.shuffle(high01, high23, 0, 2));
      v128.store(to + 3 * step, i64x2.shuffle(high01, high23, 1, 3));
      if (tileRows > 5) {
        const x5 = v128.load(a5 + at);
        const low45 = i32x4.shuffle(x4, x5, 0, 4, 1, 5);
        const high45 = i32x4.shuffle(x4, x5, 2, 6, 3, 7);
        v128.store_lane<u64>(to, low45, 0, 16);
        v128.store_lane<u64>(to + step, low45, 1, 16);
        v128.store_lane<u64>(to + 2 * step, high45, 0, 16);
        v128.store_lane<u64>(to + 3 * step, high45, 1, 16);
      } else {
        v128.store_lane<u32>(to, x4, 0, 16);
        v128.store_lane<u32>(to + step, x4, 1, 16);
        v128.store_lane<u32>(to + 2 * step, x4, 2, 16);
        v128.store_lane<u32>(to + 3 * step, x4, 3, 16);
      }
      to += 4 * step;
    }
  }
  for (; k < K; k++) {
    const at = k * col;
    store<f32>(to, load<f32>(a0 + at));
    store<f32>(to, load<f32>(a1 + at), 4);
    store<f32>(to, load<f32>(a2 + at), 8);
    store<f32>(to, load<f32>(a3 + at), 12);
    store<f32>(to, load<f32>(a4 + at), 16);
    if (tileRows > 5) store<f32>(to, load<f32>(a5 + at), 20);
    to += step;
  }
}

/** B (K, cols) into panels (K, 8). Strides in elements. */
export function packB(b: usize, to: usize, K: i32, cols: i32, rowStride: i32, colStride: i32): void {
  const row = rowStride << 2;
  const col = colStride << 2;
  for (let c = 0; c < cols; c += 8) {
    const b0 = b + c * col;
    if (col === 4) {
      let from = b0;
      for (let k = 0; k < K; k++) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        from += row;
        to += 32;
      }
    } else {
      packColumnsOfB(b0, to, K, row, col, min(8, cols - c) - 1, 0);
      packColumnsOfB(b0, to + 16, K, row, col, min(8, cols - c) - 1, 4);
      to += K << 5;
    }
  }
}

/** Four columns, from `first` on, into every second vector of a panel; those past `last` repeat it. */
function packColumnsOfB(b: usize, to: usize, K: i32, row: i32, col: i32, last: i32, first: i32): void {
  const b0 = b + min(first, last) * col;
  const b1 = b + min(first + 1, last) * col;
  const b2 = b + min(first + 2, last) * col;
  const b3 = b + min(first + 3, last) * col;
  let k = 0;
  if (row === 4) {
    for (; k + 4 <= K; k += 4) {
      const at = k << 2;
      const x0 = v128.load(b0 + at);
      const x1 = v128.load(b1 + at);
      const x2 = v128.load(b2 + at);
      const x3 = v128.load(b3 + at);
      const low01 = i32x4.shuffle(x0, x1, 0, 4, 1, 5);
      const high01 = i32x4.shuffle(x0, x1, 2, 6, 3, 7);
      const low23 = i32x4.shuffle(x2, x3, 0, 4, 1, 5);
      const high23 = i32x4.shuffle(x2, x3, 2, 6, 3, 7);
      v128.store(to, i64x2.shuffle(low01, low23, 0, 2));
      v128.store(to, i64x2.shuffle(low01, low23, 1, 3), 32);
      v128.store(to, i64x2.shuffle(high01, high23, 0, 2), 64);
      v128.store(to, i64x2.shuffle(high01, high23, 1, 3), 96);
      to += 128;
    }
  }
  for (; k < K; k++) {
    const at = k * row;
    store<f32>(to, load<f32>(b0 + at));
    store<f32>(to, load<f32>(b1 + at), 4);
    store<f32>(to, load<f32>(b2 + at), 8);
    store<f32>(to, load<f32>(b3 + at), 12);
    to += 32;
  }
}
