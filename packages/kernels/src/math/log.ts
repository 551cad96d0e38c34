import { exponentOf, mantissaOf, powerOfTwo } from "./bits.js";
import { errorOfProduct, horner } from "./exact.js";
import { LN2_HIGH, LN2_LOW } from "./exp.js";

const SMALLEST_NORMAL = powerOfTwo(-1022);
const TWO_THIRDS = 2 / 3;
const TWO_THIRDS_REST = powerOfTwo(-54) * TWO_THIRDS; // 2/3 is 0.1010..., so what was cut off repeats it
// 2/5, 2/7, ... of 2 atanh s = 2s + 2s³/3 + 2s⁵/5 + ...; with |s| < 0.172 the first term left out is below 2^-64
const SERIES: readonly number[] = [5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25].map((n) => 2 / n);

/**
 * ln x as pair[0] + pair[1] to about 65 bits, for finite x > 0. With x = 2ᵏ m and √½ <= m < √2, ln x = k ln 2 + 2 atanh s,
 * s = (m - 1)/(m + 1); s and the first two terms of the series are carried in two doubles.
 *
 * Source: Tang 1990, "Table-driven implementation of the logarithm function", ACM TOMS 16 (the use of atanh).
 */
export function logPair(x: number, pair: Float64Array): void {
  const normal = x < SMALLEST_NORMAL ? x * powerOfTwo(54) : x; // subnormals have no leading bit
  let k = exponentOf(normal) - (normal === x ? 0 : 54);
  let m = mantissaOf(normal);
  if (m > Math.SQRT2) {
    m /= 2;
    k++;
  }
  const f = m - 1; // exact
  const d = 2 + f;
  const s = f / d;
  const product = s * d;
  const sRest = (f - product - errorOfProduct(s, d, product) - s * (f - (d - 2))) / d; // f/(2 + f) = s + sRest

  const square = s * s;
  const squareRest = errorOfProduct(s, s, square) + 2 * s * sRest;
  const cube = s * square;
  const cubeRest = errorOfProduct(s, square, cube) + s * squareRest + sRest * square;
  const second = TWO_THIRDS * cube;
  const secondRest = errorOfProduct(TWO_THIRDS, cube, second) + TWO_THIRDS_REST * cube + TWO_THIRDS * cubeRest;
  const others = cube * square * horner(SERIES, square);

  const first = k * LN2_HIGH + 2 * s; // the larger is on the left, so that subtracting gives what rounding lost
  const firstRest = k * LN2_HIGH - first + 2 * s;
  const sum = first + second;
  const sumRest = first - sum + second;
  const small = sumRest + (firstRest + (k * LN2_LOW + (secondRest + (2 * sRest + others))));
  pair[0] = sum + small;
  pair[1] = small - (pair[0]! - sum);
}

const scratch = new Float64Array(2);

/** ln x; error below 0.51 ulp. -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return x;
  logPair(x, scratch);
  return scratch[0]!;
}

/** ln(1 + x) with all digits near zero; error below 0.7 ulp. -Infinity at -1, NaN below. */
export function log1p(x: number): number {
  if (x === -1) return -Infinity;
  if (!(x > -1)) return NaN;
  if (x === 0 || x === Infinity) return x;
  const sum = 1 + x;
  const rest = x < 1 ? x - (sum - 1) : 1 - (sum - x); // 1 + x = sum + rest
  logPair(sum, scratch);
  return scratch[0]! + (scratch[1]! + rest / sum); // ln(sum + rest) = ln sum + rest/sum - ..., below 2^-107
}
