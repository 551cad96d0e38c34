/** √Σ x², four sums at once so that none waits for another. */
export function norm(rows: ArrayLike<number>, begin: number, dim: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const end = begin + dim;
  let k = begin;
  for (; k + 3 < end; k += 4) {
    a += rows[k]! * rows[k]!;
    b += rows[k + 1]! * rows[k + 1]!;
    c += rows[k + 2]! * rows[k + 2]!;
    d += rows[k + 3]! * rows[k + 3]!;
  }
  for (; k < end; k++) a += rows[k]! * rows[k]!;
  return Math.sqrt(a + b + (c + d));
}

/** x / norm, 0 where the norm is. */
export function over(x: number, norm: number): number {
  return norm === 0 ? 0 : x / norm;
}

/** Σ aᵢ bᵢ in double precision. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The vector divided by its length; zeros where that is 0. */
export function unit(vector: ArrayLike<number>): Float64Array {
  const length = norm(vector, 0, vector.length);
  return Float64Array.from(vector, (value) => over(value, length));
}

/** The cosine of two vectors in double precision; 0 where one is zeros. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return over(dot(a, b), norm(a, 0, a.length) * norm(b, 0, b.length));
}
