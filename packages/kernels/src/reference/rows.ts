import type { Floats } from "./types.js";

/**
 * y[r] = table[index[r]]. Every index must name a row of the table: the caller checks.
 *
 * Shapes: (V, cols), (rows) -> (rows, cols)
 */
export function takeRows(table: Floats, index: Int32Array, y: Floats, cols: number, begin: number, end: number): void {
  for (let r = begin; r < end; r++) {
    const from = index[r]! * cols;
    for (let c = 0; c < cols; c++) y[r * cols + c] = table[from + c]!;
  }
}

/**
 * dtable[index[r]] += dy[r], r ascending, for the columns [begin, end): split by columns, no two slices write the
 * same element, and each sum is taken in one order.
 *
 * Shapes: (rows, cols), (rows) -> (V, cols)
 */
export function scatterAddRows(
  dy: Floats,
  index: Int32Array,
  dtable: Floats,
  rows: number,
  cols: number,
  begin: number,
  end: number,
): void {
  for (let r = 0; r < rows; r++) {
    const to = index[r]! * cols;
    for (let c = begin; c < end; c++) dtable[to + c]! += dy[r * cols + c]!;
  }
}
