import { storeUpTo } from "./lanes/memory";

/** y[r] = table[index[r]]. */
export function takeRows(table: usize, index: usize, y: usize, cols: i32, begin: i32, end: i32): void {
  const bytes = cols << 2;
  for (let r = begin; r < end; r++) {
    const from = table + load<i32>(index + (r << 2)) * bytes;
    const to = y + r * bytes;
    for (let c = 0; c < cols; c += 4) storeUpTo(to + (c << 2), v128.load(from + (c << 2)), cols - c);
  }
}

/** dtable[index[r]] += dy[r], r ascending, for the columns [begin, end). */
export function scatterAddRows(
  dy: usize,
  index: usize,
  dtable: usize,
  rows: i32,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  const bytes = cols << 2;
  for (let r = 0; r < rows; r++) {
    const from = dy + r * bytes;
    const to = dtable + load<i32>(index + (r << 2)) * bytes;
    for (let c = begin; c < end; c += 4) {
      const at = c << 2;
      storeUpTo(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)), end - c);
    }
  }
}
