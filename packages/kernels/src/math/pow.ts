import { errorOfProduct } from "./exact.js";
import { expOfSum } from "./exp.js";
import { logPair } from "./log.js";

const scratch = new Float64Array(2);

/**
 * xʸ = e^(y ln x); error below 0.7 ulp, so a result that a double holds exactly comes out exactly. Special values are those of
 * IEEE 754-2019, section 9.2.1: pow(x, ±0) = pow(1, y) = 1 even for NaN (JavaScript's `**` differs there), a negative
 * x takes integer y only.
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === Infinity) return size === 1 ? 1 : size > 1 === y > 0 ? Infinity : 0;
  const negative = x < 0 || Object.is(x, -0);
  const sign = negative && Math.abs(y % 2) === 1 ? -1 : 1;
  if (size === 0 || size === Infinity) return sign * ((size === 0) === y > 0 ? 0 : Infinity);
  if (negative && y !== Math.floor(y)) return NaN;
  if (size === 1) return sign;
  logPair(size, scratch);
  const power = y * scratch[0]!;
  if (power > 710) return sign * Infinity;
  if (power < -746) return sign * 0;
  return sign * expOfSum(power, errorOfProduct(y, scratch[0]!, power) + y * scratch[1]!);
}
