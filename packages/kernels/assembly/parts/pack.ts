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
    if (row === 4 && last > 2) copyEights(a0, to, K, col, tileRows << 2);
    else {
      // the rows behind the fourth first: what is written of them beyond the panel's width is overwritten
      if (height > 4) interleave(a0, to + 16, K, col, row, last, 4, tileRows << 2);
      interleave(a0, to, K, col, row, last, 0, tileRows << 2);
    }
    to += (tileRows * K) << 2;
    r += height;
  }
}

/** B (K, cols) into panels (K, 8). Strides in elements. */
export function packB(b: usize, to: usize, K: i32, cols: i32, rowStride: i32, colStride: i32): void {
  const row = rowStride << 2;
  const col = colStride << 2;
  for (let c = 0; c < cols; c += 8) {
    const b0 = b + c * col;
    if (col === 4) copyEights(b0, to, K, row, 32);
    else {
      const last = min(8, cols - c) - 1;
      interleave(b0, to, K, row, col, last, 0, 32);
      interleave(b0, to + 16, K, row, col, last, 4, 32);
    }
    to += K << 5;
  }
}

/** Eight neighbours of each line, `step` bytes apart; of those that overlap the later stay. */
function copyEights(from: usize, to: usize, K: i32, line: i32, step: i32): void {
  for (let k = 0; k < K; k++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += line;
    to += step;
  }
}

/** The elements of four lines, from `first` on, side by side, each four `step` bytes behind the last; those past `last` repeat it. */
function interleave(from: usize, to: usize, K: i32, along: i32, line: i32, last: i32, first: i32, step: i32): void {
  const l0 = from + min(first, last) * line;
  const l1 = from + min(first + 1, last) * line;
  const l2 = from + min(first + 2, last) * line;
  const l3 = from + min(first + 3, last) * line;
  let k = 0;
  if (along === 4) {
    for (; k + 4 <= K; k += 4) {
      const at = k << 2;
      const x0 = v128.load(l0 + at);
      const x1 = v128.load(l1 + at);
      const x2 = v128.load(l2 + at);
      const x3 = v128.load(l3 + at);
      const low01 = i32x4.shuffle(x0, x1, 0, 4, 1, 5);
      const high01 = i32x4.shuffle(x0, x1, 2, 6, 3, 7);
      const low23 = i32x4.shuffle(x2, x3, 0, 4, 1, 5);
      const high23 = i32x4.shuffle(x2, x3, 2, 6, 3, 7);
      v128.store(to, i64x2.shuffle(low01, low23, 0, 2));
      v128.store((to += step), i64x2.shuffle(low01, low23, 1, 3));
      v128.store((to += step), i64x2.shuffle(high01, high23, 0, 2));
      v128.store((to += step), i64x2.shuffle(high01, high23, 1, 3));
      to += step;
    }
  }
  for (; k < K; k++) {
    const at = k * along;
    store<f32>(to, load<f32>(l0 + at));
    store<f32>(to, load<f32>(l1 + at), 4);
    store<f32>(to, load<f32>(l2 + at), 8);
    store<f32>(to, load<f32>(l3 + at), 12);
    to += step;
  }
}
