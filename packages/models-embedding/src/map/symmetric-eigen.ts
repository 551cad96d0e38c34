/** Eigenvalues of a symmetric matrix, the largest first, and its eigenvectors as rows. */
export interface Eigen {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
}

const mostSweeps = 60; // some six are enough; the error is squared by each of the last ones

/**
 * All eigenvalues and eigenvectors of a small symmetric matrix, by rotations that each make one pair of elements 0.
 *
 * Shapes: matrix (n, n). Source: Golub & Van Loan, Matrix Computations, section 8.5 (the cyclic Jacobi method).
 */
export function symmetricEigen(matrix: readonly ArrayLike<number>[]): Eigen {
  const n = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const v = a.map((_, i) => Float64Array.from({ length: n }, (_, k) => Number(i === k)));
  for (let sweep = 0; sweep < mostSweeps && !isDiagonal(a); sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, p, q);
  }
  const order = a.map((row, i) => ({ value: row[i]!, i })).sort((x, y) => y.value - x.value || x.i - y.i);
  return { values: order.map(({ value }) => value), vectors: order.map(({ i }) => v[i]!) };
}

function isDiagonal(a: readonly Float64Array[]): boolean {
  let [beside, all] = [0, 0];
  for (const [i, row] of a.entries()) {
    for (const [k, value] of row.entries()) {
      all += value * value;
      if (k !== i) beside += value * value;
    }
  }
  return beside <= 1e-30 * all;
}

/** Turns the axes p and q so that a[p][q] becomes 0; rows of v turn with them. */
function rotate(a: readonly Float64Array[], v: readonly Float64Array[], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const tau = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau)); // the tangent of the smaller angle
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  turn(a[p]!, a[q]!, c, s);
  for (const row of a) [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!];
  turn(v[p]!, v[q]!, c, s);
}

function turn(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let k = 0; k < x.length; k++) [x[k], y[k]] = [c * x[k]! - s * y[k]!, s * x[k]! + c * y[k]!];
}
