/**
 * The binary logarithm of a positive finite number, from + - * / alone: `Math.log2` may differ in its last bits from one
 * JavaScript engine to the next, and a figure that is kept must not.
 *
 * x = m 2ᵉ with m in [√½, √2); ln m = 2 (z + z³/3 + z⁵/5 + …) with z = (m - 1)/(m + 1), so |z| < 0.1716 and eleven terms
 * leave a remainder below 2⁻⁵³.
 *
 * Throws: RangeError when x is not positive and finite.
 */
export function log2(x: number): number {
  if (!(x > 0 && x < Infinity)) throw new RangeError(`log2: ${x} has no finite logarithm.`);
  let exponent = 0;
  let mantissa = x;
  for (; mantissa >= Math.SQRT2; mantissa /= 2) exponent++;
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) exponent--;
  const z = (mantissa - 1) / (mantissa + 1);
  const square = z * z;
  let sum = 0;
  for (let k = 21; k >= 1; k -= 2) sum = sum * square + 1 / k; // Horner, the smallest term first
  return exponent + (2 * z * sum) / Math.LN2;
}
