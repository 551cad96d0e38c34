import { multiply, tileRows } from "../lanes/tile";

export { tileRows };
export const tileCols: i32 = 8;

/** The row from which tiles of four rows follow on the full ones, chosen so that few rows are computed for nothing. */
export function lowTilesFrom(rows: i32): i32 {
  const full = (max(0, rows - 9 + tileRows) / tileRows) * tileRows;
  const left = rows - full;
  return left > 4 && left <= tileRows ? full + tileRows : full;
}

export function tile(a: usize, b: usize, bRow: i32, c: usize, cRow: i32, K: i32, add: bool): void {
  multiply(tileRows, a, b, bRow, c, cRow, K, add);
}

export function lowTile(a: usize, b: usize, bRow: i32, c: usize, cRow: i32, K: i32, add: bool): void {
  multiply(4, a, b, bRow, c, cRow, K, add);
}
