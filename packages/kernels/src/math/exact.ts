// What rounding took away, computed exactly: with it two doubles, h + l, hold a number to about 106 bits.
// Source: Dekker 1971, "A floating-point technique for extending the available precision", Numer. Math. 18;
// Knuth, The Art of Computer Programming, volume 2, section 4.2.2, theorem B.

/** (a + b) - sum for sum = the rounded a + b, whichever is larger. */
export function errorOfSum(a: number, b: number, sum: number): number {
  const bRounded = sum - a;
  return a - (sum - bRounded) + (b - bRounded);
}

/** The upper 26 bits of x, so that products of such halves are exact. |x| < 2^996. */
export function upperHalf(x: number): number {
  const shifted = 134217729 * x; // 2^27 + 1
  return shifted - (shifted - x);
}

/** a b - product for product = the rounded a b. |a|, |b| < 2^996, and the product well above the subnormals. */
export function errorOfProduct(a: number, b: number, product: number): number {
  const aHigh = upperHalf(a);
  const aLow = a - aHigh;
  const bHigh = upperHalf(b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** c₀ + x (c₁ + x (c₂ + ...)). */
export function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i]!;
  return value;
}
