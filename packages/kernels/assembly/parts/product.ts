import { storeUpTo } from "../lanes/memory";
import { packA, packB } from "./pack";
import { tile, tileCols, tileRows } from "./tile";

const blockK = 256; // a panel of B, 8 kB, stays in the first cache
const blockRows = 120; // a block of A, 120 kB, in the second; a multiple of 5 and of 6
const blockCols = 1024; // a block of B, 1 MB, in the third

export const edgeBytes = 256; // a tile that is not full
const packedABytes = blockRows * blockK * 4 + 64;

/** C (rows, cols) = A B, zeros where K = 0; strides in elements, of C in bytes. It packs into the scratch area. */
export function product(
  a: usize,
  b: usize,
  c: usize,
  rows: i32,
  cols: i32,
  cRow: i32,
  K: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scratch: usize,
): void {
  const packedA = scratch + edgeBytes;
  const packedB = packedA + packedABytes;
  for (let n = 0; n < cols; n += blockCols) {
    const width = min(blockCols, cols - n);
    let k = 0;
    do {
      const depth = min(blockK, K - k);
      packB(b + ((k * bRow + n * bCol) << 2), packedB, depth, width, bRow, bCol);
      for (let m = 0; m < rows; m += blockRows) {
        const height = min(blockRows, rows - m);
        packA(a + ((m * aRow + k * aCol) << 2), packedA, height, depth, aRow, aCol);
        tiles(packedA, packedB, c + m * cRow + (n << 2), height, width, depth, cRow, k > 0, scratch);
      }
      k += blockK;
    } while (k < K);
  }
}

/** All tiles of a block: the panel of B that one column of tiles shares stays in the first cache. */
export function tiles(
  packedA: usize,
  packedB: usize,
  c: usize,
  rows: i32,
  cols: i32,
  K: i32,
  cRow: i32,
  add: bool,
  edge: usize,
): void {
  for (let j = 0; j < cols; j += tileCols) {
    let panel = packedA;
    for (let i = 0; i < rows; i += tileRows) {
      const to = c + i * cRow + (j << 2);
      if (i + tileRows <= rows && j + tileCols <= cols) tile(panel, packedB, to, cRow, K, add);
      else {
        tile(panel, packedB, edge, 32, K, false);
        copyEdge(edge, to, min(tileRows, rows - i), min(tileCols, cols - j), cRow, add);
      }
      panel += (tileRows * K) << 2;
    }
    packedB += K << 5;
  }
}

/** One row of tiles: a panel of A against all panels of B, which are bPanel bytes apart. */
export function tileRow(
  a: usize,
  b: usize,
  bPanel: i32,
  c: usize,
  cRow: i32,
  rows: i32,
  cols: i32,
  K: i32,
  add: bool,
  edge: usize,
): void {
  for (let j = 0; j < cols; j += tileCols) {
    if (rows === tileRows && j + tileCols <= cols) tile(a, b, c, cRow, K, add);
    else {
      tile(a, b, edge, 32, K, false);
      copyEdge(edge, c, rows, min(tileCols, cols - j), cRow, add);
    }
    b += bPanel;
    c += 32;
  }
}

/** The same in blocks of k, so that long sums stay exact. */
export function longTileRow(
  a: usize,
  b: usize,
  bPanel: i32,
  c: usize,
  cRow: i32,
  rows: i32,
  cols: i32,
  K: i32,
  add: bool,
  edge: usize,
): void {
  let k = 0;
  do {
    const depth = min(blockK, K - k);
    tileRow(a + ((k * tileRows) << 2), b + (k << 5), bPanel, c, cRow, rows, cols, depth, add || k > 0, edge);
    k += blockK;
  } while (k < K);
}

function copyEdge(edge: usize, c: usize, rows: i32, cols: i32, cRow: i32, add: bool): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j += 4) {
      let value = v128.load(edge + (j << 2));
      if (add) value = f32x4.add(v128.load(c + (j << 2)), value);
      storeUpTo(c + (j << 2), value, cols - j);
    }
    edge += 32;
    c += cRow;
  }
}
