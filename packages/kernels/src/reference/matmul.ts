import type { Floats } from "./types.js";

/**
 * Batched matrix product y[z, m, n] = Σₖ a[z*aBatch + m*aRow + k*aCol] b[z*bBatch + k*bRow + n*bCol]; y is contiguous. A
 * transposed operand is one with its strides exchanged; a batch stride of 0 repeats. K = 0 gives zeros. Sums run over k
 * ascending, whatever the strides. [begin, end) spans the rows z*M + m, or the columns z*N + n where N ≥ M.
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
  const span = Math.max(M, N);
  for (let at = begin; at < end; ) {
    const z = Math.floor(at / span);
    const [first, last] = [at - z * span, Math.min(span, end - z * span)];
    const [m0, m1, n0, n1] = N >= M ? [0, M, first, last] : [first, last, 0, N];
    const sums = new Float64Array(n1 - n0); // one row of y before it is rounded
    for (let m = m0; m < m1; m++) {
      const aFrom = z * aBatch + m * aRow;
      const bFrom = z * bBatch + n0 * bCol;
      if (bCol === 1) addRows(a, aFrom, aCol, b, bFrom, bRow, K, sums);
      else dotColumns(a, aFrom, aCol, b, bFrom, bRow, bCol, K, sums);
      y.set(sums, (z * M + m) * N + n0);
    }
    at += last - first;
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
