import { powerOfTwo } from "./bits.js";
import { errorOfProduct } from "./exact.js";
import { exp, expm1Pair } from "./exp.js";

const TINY = powerOfTwo(-28);
const scratch = new Float64Array(2);

/** tanh x = t/(t + 2) with t = e^(2|x|) - 1, odd in x; error below 0.9 ulp. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size >= TINY)) return x; // x - x³/3 rounds to x; NaN
  if (size > 20) return x > 0 ? 1 : -1;
  expm1Pair(2 * size, scratch);
  const t = scratch[0]!;
  const divisor = t + 2;
  const divisorRest = (t > 2 ? t - divisor + 2 : 2 - divisor + t) + scratch[1]!;
  const quotient = t / divisor;
  const product = quotient * divisor;
  const remainder = t - product - errorOfProduct(quotient, divisor, product) + scratch[1]! - quotient * divisorRest;
  const value = quotient + remainder / divisor;
  return x > 0 ? value : -value;
}

/** 1/(1 + e⁻ˣ) without overflow, and with all digits far left of zero; error below 2 ulp. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}
