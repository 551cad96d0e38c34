const epsilon = 2 ** -52;

/** A = Q R, where Q is a product of reflections and R is triangular. */
export interface Factors {
  /** Row i of column j, i <= j, of R; below the diagonal the rest of the columns is whatever was left there. */
  readonly columns: readonly Float64Array[];
  /** A column that is a combination of those before it, as far as float64 can tell; undefined when there is none. */
  readonly dependent: number | undefined;
}

/**
 * Turns columns into R by reflections, in place, and `targets` with them into Qᵀ targets. Each reflection H = I - β v vᵀ makes
 * all of a column below the diagonal zero. It is done to the columns themselves, and not to AᵀA, whose condition number is the
 * square of A's. Needs as many rows as columns or more.
 *
 * Source: Golub & Van Loan 2013, "Matrix Computations", algorithms 5.1.1 and 5.2.1.
 */
export function factorise(columns: readonly Float64Array[], targets: readonly Float64Array[] = []): Factors {
  const rows = columns[0]!.length;
  let dependent: number | undefined;
  columns.forEach((column, j) => {
    const whole = norm(column); // reflections have left it as it was
    const length = norm(column.subarray(j));
    if (length <= epsilon * (rows + 16) * whole) dependent ??= j;
    if (length === 0) return;
    const v = column.slice(j);
    const diagonal = v[0]! > 0 ? -length : length; // the other sign would cancel in the next line
    v[0]! -= diagonal;
    for (const later of [...columns.slice(j + 1), ...targets]) reflect(later, v, j);
    column[j] = diagonal;
  });
  return { columns, dependent };
}

/** x ← (I - 2 v vᵀ / vᵀv) x, from row `begin` on. */
function reflect(x: Float64Array, v: Float64Array, begin: number): void {
  const tail = x.subarray(begin);
  const unit = norm(v); // v is scaled by it, so that no square overflows
  let along = 0;
  for (let i = 0; i < v.length; i++) along += (v[i]! / unit) * tail[i]!;
  for (let i = 0; i < v.length; i++) tail[i]! -= 2 * along * (v[i]! / unit);
}

/** Solves R x = b; b is the first D elements of `targets`. */
export function solveUpper({ columns }: Factors, targets: Float64Array): Float64Array {
  const x = targets.slice(0, columns.length);
  for (let j = x.length - 1; j >= 0; j--) {
    x[j]! /= columns[j]![j]!;
    for (let i = 0; i < j; i++) x[i]! -= columns[j]![i]! * x[j]!;
  }
  return x;
}

/** Solves Rᵀ x = b. */
export function solveLower({ columns }: Factors, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let j = 0; j < x.length; j++) {
    for (let i = 0; i < j; i++) x[j]! -= columns[j]![i]! * x[i]!;
    x[j]! /= columns[j]![j]!;
  }
  return x;
}

/** √Σ xᵢ², without overflow on the way. */
export function norm(x: Float64Array): number {
  let largest = 0;
  for (const value of x) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 0;
  let sum = 0;
  for (const value of x) sum += (value / largest) ** 2;
  return largest * Math.sqrt(sum);
}
