import { powerOfTwo } from "./bits.js";
import { errorOfProduct, horner } from "./exact.js";
import { reduceAngle } from "./quarter-turns.js";

const TINY = powerOfTwo(-27);
const QUARTER_PI = 0.7853981633974483;
// Taylor's series: sin r = r + r³ (-1/3! + r²/5! - ...), cos r = 1 - r²/2 + r⁴ (1/4! - r²/6! + ...)
const SIN: readonly number[] = series(3, -1, 8);
const COS: readonly number[] = series(4, 1, 8);

/** sign/first!, -sign/(first + 2)!, ... */
function series(first: number, sign: number, count: number): number[] {
  const coefficients: number[] = [];
  let factorial = 1;
  for (let n = 2; n < first + 2 * count; n++) {
    factorial *= n; // exact up to 18!, as its odd part is short
    if (n >= first && (n - first) % 2 === 0) coefficients.push(((n - first) % 4 === 0 ? sign : -sign) / factorial);
  }
  return coefficients;
}

/** sin(r + rest) for |r| <= π/4. */
function sinNearZero(r: number, rest: number): number {
  const square = r * r;
  return r + (rest * (1 - square / 2) + r * square * horner(SIN, square));
}

/** cos(r + rest) for |r| <= π/4. */
function cosNearZero(r: number, rest: number): number {
  const square = r * r;
  const squareRest = errorOfProduct(r, r, square);
  const half = square / 2;
  const upper = 1 - half;
  const upperRest = 1 - upper - half;
  return upper + (upperRest - squareRest / 2 - r * rest + square * square * horner(COS, square));
}

const scratch = new Float64Array(2);

/** sin(x + quarters π/2). */
function sinAhead(x: number, quarters: number): number {
  const n = (reduceAngle(x, scratch) + quarters) & 3;
  const r = scratch[0]!;
  const value = n & 1 ? cosNearZero(r, scratch[1]!) : sinNearZero(r, scratch[1]!);
  return n & 2 ? -value : value;
}

/** sin x, x in radians; error below 0.8 ulp for every finite x. NaN at infinity. */
export function sin(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  if (Math.abs(x) < TINY) return x; // x - x³/6 rounds to x
  return Math.abs(x) <= QUARTER_PI ? sinNearZero(x, 0) : sinAhead(x, 0);
}

/** cos x, x in radians; error below 0.8 ulp for every finite x. NaN at infinity. */
export function cos(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  return Math.abs(x) <= QUARTER_PI ? cosNearZero(x, 0) : sinAhead(x, 1);
}
