import type { Floats } from "./types.js";

/**
 * Batched matrix product y[z, m, n] = Σₖ a[z*aBatch + m*aRow + k*aCol] b[z*bBatch + k*bRow + n*bCol], for the rows
 * z*M + m in [begin, end) of y, which is contiguous. A transposed operand is one with its strides exchanged; a
 * batch stride of 0 repeats. K = 0 gives zeros. Sums run over k ascending, whatever the strides.
 *
 * Shapes: (Z, M, K), (Z, K, N) -> (Z, M, N)
 */
export function matmul(
  a: Floats,
  b: Floats,
  y: Floats,
  M: number,
  N: number,
  K: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  aBatch: number,
  bBatch: number,
  begin: number,
  end: number,
): void {
  const sums = new Float64Array(N); // one row of y before it is rounded
  for (let r = begin; r < end; r++) {
    const z = Math.floor(r / M);
    const a0 = z * aBatch + (r - z * M) * aRow;
    const b0 = z * bBatch;
    if (bCol === 1) addRows(a, a0, aCol, b, b0, bRow, K, sums);
    else dotColumns(a, a0, aCol, b, b0, bRow, bCol, K, sums);
    for (let n = 0; n < N; n++) y[r * N + n] = sums[n]!;
  }
}

/** sums = Σₖ aₖ (row k of b): reads b in memory order when its rows are contiguous. */
function addRows(
  a: Floats,
  a0: number,
  aCol: number,
  b: Floats,
  b0: number,
  bRow: number,
  K: number,
  sums: Float64Array,
): void {
  sums.fill(0);
  for (let k = 0; k < K; k++) {
    const scale = a[a0 + k * aCol]!;
    const row = b0 + k * bRow;
    for (let n = 0; n < sums.length; n++) sums[n]! += scale * b[row + n]!;
  }
}

/** sums[n] = Σₖ aₖ b[k, n]: reads b in memory order when its columns are contiguous. */
function dotColumns(
  a: Floats,
  a0: number,
  aCol: number,
  b: Floats,
  b0: number,
  bRow: number,
  bCol: number,
  K: number,
  sums: Float64Array,
): void {
  for (let n = 0; n < sums.length; n++) {
    const column = b0 + n * bCol;
    let total = 0;
    for (let k = 0; k < K; k++) total += a[a0 + k * aCol]! * b[column + k * bRow]!;
    sums[n] = total;
  }
}
