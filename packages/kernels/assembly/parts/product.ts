import { storeUpTo } from "../lanes/memory";
import { packA, packB } from "./pack";
import { lowTile, lowTilesFrom, tile, tileCols, tileRows } from "./tile";

const blockK = 256; // a panel of B, 8 kB, stays in the first cache
const blockRows = 120; // a block of A, 120 kB, in the second; a multiple of 5 and of 6
const blockCols = 1024; // a block of B, 1 MB, in the third

export const edgeBytes = 256; // a tile that is not full
const packedABytes = blockRows * blockK * 4 + 64;

/**
 * Whether B is read where it lies, because packing it would cost more than it saves: for fewer rows of A where rows of B are a
 * multiple of 2 kB apart and take each other's place in the first cache, and without fused multiply-add, whose tiles hide less
 * of the wait for the second cache.
 */
function isDirect(rows: i32, bRow: i32, bCol: i32): bool {
  const most = ASC_FEATURE_RELAXED_SIMD ? ((bRow & 511) === 0 ? 24 : 144) : 10;
  return bCol === 1 && rows <= most;
}

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
  const direct = isDirect(rows, bRow, bCol);
  const panelRow = direct ? bRow << 2 : 32;
  for (let n = 0; n < cols; n += blockCols) {
    const width = min(blockCols, cols - n);
    let k = 0;
    do {
      const depth = min(blockK, K - k);
      let panels = b + ((k * bRow + n * bCol) << 2);
      if (!direct) {
        packB(panels, packedB, depth, width, bRow, bCol);
        panels = packedB;
      }
      for (let m = 0; m < rows; m += blockRows) {
        const height = min(blockRows, rows - m);
        packA(a + ((m * aRow + k * aCol) << 2), packedA, height, depth, aRow, aCol);
        const to = c + m * cRow + (n << 2);
        tiles(packedA, panels, panelRow, direct ? 32 : depth << 5, to, height, width, depth, cRow, k > 0, scratch);
      }
      k += blockK;
    } while (k < K);
  }
}

/**
 * All tiles of a block: the panel of B that one column of tiles shares stays in the first cache. Panels of B are bPanel bytes
 * apart, and their rows bRow.
 */
function tiles(
  packedA: usize,
  b: usize,
  bRow: i32,
  bPanel: i32,
  c: usize,
  rows: i32,
  cols: i32,
  K: i32,
  cRow: i32,
  add: bool,
  edge: usize,
): void {
  const low = lowTilesFrom(rows);
  const aPanel = (tileRows * K) << 2;
  for (let j = 0; j < cols; j += tileCols) {
    const width = min(tileCols, cols - j);
    let panel = packedA;
    let to = c + (j << 2);
    for (let i = 0; i < rows; panel += aPanel) {
      const height = i < low ? tileRows : 4;
      const left = rows - i;
      const fits = left >= height && width === tileCols;
      const target = fits ? to : edge;
      const row = fits ? cRow : 32;
      if (i < low) tile(panel, b, bRow, target, row, K, fits && add);
      else lowTile(panel, b, bRow, target, row, K, fits && add);
      if (!fits) copyEdge(edge, to, min(height, left), width, cRow, add);
      to += height * cRow;
      i += height;
    }
    b += bPanel;
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
  tiles(a, b, 32, bPanel, c, rows, cols, K, cRow, add, edge);
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
