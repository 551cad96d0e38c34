import { product } from "./parts/product";
import { vectorProduct } from "./parts/vector-product";

const fewRows = 2; // up to here, or to 3 where B's columns are contiguous, a product of vectors for each row is faster

/**
 * y[z, m, n] = sum over k of a[z aBatch + m aRow + k aCol] b[z bBatch + k bRow + n bCol]. The extent counts the rows z M + m, or
 * the columns z N + n where a matrix has as many or more: each thread packs the whole of the operand that is not shared
 * out, which then is the smaller one.
 */
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
  const wide = N >= M;
  const span = wide ? N : M;
  for (let at = begin; at < end; ) {
    const z = at / span;
    const first = at - z * span;
    const count = min(span - first, end - at);
    let from = a + ((z * aBatch) << 2);
    let by = b + ((z * bBatch) << 2);
    let to = y + ((z * M * N) << 2);
    if (wide) {
      by += (first * bCol) << 2;
      to += first << 2;
    } else {
      from += (first * aRow) << 2;
      to += (first * N) << 2;
    }
    part(from, by, to, M, N, K, aRow, aCol, bRow, bCol, wide ? M : count, wide ? count : N, scratch);
    at += count;
  }
}

/** A block (rows, cols) of the product of two matrices. How each element is summed hangs on M, N and K alone. */
function part(
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
  rows: i32,
  cols: i32,
  scratch: usize,
): void {
  if (N === 1 && K > 0) vectorProduct(b, a, y, M, rows, K, bRow, aCol, aRow);
  else if (M > (bCol === 1 ? fewRows : fewRows + 1) || K === 0)
    product(a, b, y, rows, cols, N << 2, K, aRow, aCol, bRow, bCol, scratch);
  else {
    for (let i = 0; i < rows; i++) {
      vectorProduct(a + ((i * aRow) << 2), b, y + ((i * N) << 2), N, cols, K, aCol, bRow, bCol);
    }
  }
}
