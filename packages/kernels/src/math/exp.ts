import { powerOfTwo, scale } from "./bits.js";
import { errorOfSum } from "./exact.js";

export const LN2_HIGH = 0.6931471805598903; // the first 42 bits of ln 2: times an integer of 11 bits it is exact
export const LN2_LOW = 5.497923018708371e-14; // the rest

/** (eʳ - 1 - r)/r² for |r| <= ln 2 / 2 by Taylor's series; the first term left out is below 2^-60. */
function expSeries(r: number): number {
  const s = r * r;
  const even =
    1 / 2 + s * (1 / 24 + s * (1 / 720 + s * (1 / 40320 + s * (1 / 3628800 + s * (1 / 479001600 + s / 87178291200)))));
  const odd = 1 / 6 + s * (1 / 120 + s * (1 / 5040 + s * (1 / 362880 + s * (1 / 39916800 + s / 6227020800))));
  return even + r * odd;
}

/**
 * e^(high + low) for |low| far below |high|, -746 < high < 711. With n the integer nearest to x/ln 2 and
 * r = x - n ln 2, eˣ = 2ⁿ eʳ; ln 2 in two parts keeps r exact to some 100 bits.
 *
 * Source: Cody & Waite 1980, Software Manual for the Elementary Functions, chapter 6 (the reduction).
 */
export function expOfSum(high: number, low: number): number {
  const n = Math.floor(high * Math.LOG2E + 0.5);
  const upper = high - n * LN2_HIGH; // exact
  const lower = n * LN2_LOW - low;
  const r = upper - lower;
  const rest = upper - r - lower; // x - n ln 2 = r + rest
  const tail = rest + r * (rest + r * expSeries(r));
  const sum = 1 + r;
  return scale(sum + (1 - sum + r + tail), n);
}

/** eˣ; error below 0.8 ulp. Infinity above 709.78, 0 below -745.13. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  return expOfSum(x, 0);
}

/** eˣ - 1 as pair[0] + pair[1], to about 57 bits; 2^-54 < |x| < 700. */
export function expm1Pair(x: number, pair: Float64Array): void {
  const n = Math.floor(x * Math.LOG2E + 0.5);
  const upper = x - n * LN2_HIGH;
  const lower = n * LN2_LOW;
  const r = upper - lower;
  const rest = upper - r - lower;
  const power = powerOfTwo(n);
  const tail = power * (rest + r * (rest + r * expSeries(r)));
  // 2ⁿ (1 + r + ...) - 1 = (2ⁿ - 1) + 2ⁿ r + tail
  const base = power - 1;
  const sum = base + power * r;
  const small = errorOfSum(power, -1, base) + errorOfSum(base, power * r, sum) + tail;
  pair[0] = sum + small;
  pair[1] = small - (pair[0]! - sum);
}

const TINY = powerOfTwo(-54);
const scratch = new Float64Array(2);

/** eˣ - 1 without cancellation near zero; error below 1.1 ulp. */
export function expm1(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) < TINY) return x;
  if (x > 40) return exp(x); // the 1 is below half a unit in the last place
  if (x < -40) return -1;
  expm1Pair(x, scratch);
  return scratch[0]!;
}
