import { product } from "./parts/product";
import { vectorProduct } from "./parts/vector-product";

const fewRows = 4; // up to here packing B costs more than it saves

/** y[z, m, n] = sum over k of a[z aBatch + m aRow + k aCol] b[z bBatch + k bRow + n bCol], rows z M + m in [begin, end). */
export function matmul(
  a: usize,
  b: usize,
  y: usize,
  M: i32,
  N: i32,
  K: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  aBatch: i32,
  bBatch: i32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  if (K === 0) {
    memory.fill(y + ((begin * N) << 2), 0, ((end - begin) * N) << 2);
    return;
  }
  for (let r = begin; r < end; ) {
    const z = r / M;
    const m = r - z * M;
    const rows = min(M - m, end - r);
    const from = a + ((z * aBatch + m * aRow) << 2);
    const to = y + ((r * N) << 2);
    if (N === 1) vectorProduct(b + ((z * bBatch) << 2), from, to, M, rows, K, bRow, aCol, aRow);
    else if (M > fewRows) product(from, b + ((z * bBatch) << 2), to, rows, N, K, aRow, aCol, bRow, bCol, scratch);
    else {
      for (let i = 0; i < rows; i++) {
        vectorProduct(
          from + ((i * aRow) << 2),
          b + ((z * bBatch) << 2),
          to + ((i * N) << 2),
          N,
          N,
          K,
          aCol,
          bRow,
          bCol,
        );
      }
    }
    r += rows;
  }
}
