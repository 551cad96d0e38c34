import { powerOfTwo } from "./bits.js";
import { errorOfProduct, errorOfSum } from "./exact.js";

const TWO_OVER_PI = 0.6366197723675814;
// π/2 = 33 + 33 + 33 + 53 bits: an integer of 20 bits times one of the first three is exact
const PART1 = 1.5707963267341256;
const PART2 = 6.077100506303966e-11;
const PART3 = 2.0222662487111665e-21;
const PART4 = 8.4784276603689e-32;
const HALF_PI = 1.5707963267948966;
const HALF_PI_REST = 6.123233995736766e-17;

/**
 * Takes quarter turns off an angle: x = n π/2 + pair[0] + pair[1] with |pair[0]| <= π/4 (a trifle more at the ends), and
 * returns n mod 4. Right for every finite x, also where x is as close to a multiple of π/2 as a double can be.
 *
 * Source: Cody & Waite 1980, chapter 8, below 2^20 quarter turns; Payne & Hanek 1983, "Radian reduction for
 * trigonometric functions", SIGNUM Newsletter 18, beyond.
 */
export function reduceAngle(x: number, pair: Float64Array): number {
  if (Math.abs(x) >= 1048576) return reduceLargeAngle(x, pair);
  const n = Math.floor(x * TWO_OVER_PI + 0.5);
  const first = x - n * PART1; // exact, as the two are close
  const second = first - n * PART2;
  const third = second - n * PART3;
  const rest = errorOfSum(first, -n * PART2, second) + errorOfSum(second, -n * PART3, third) - n * PART4;
  pair[0] = third + rest;
  pair[1] = third - pair[0]! + rest;
  return n & 3;
}

const FRACTION_BITS = 1216; // the largest exponent, a mantissa, and 180 bits of the result
let twoOverPi = 0n; // 2/π 2^FRACTION_BITS, made when first needed

/** The same in whole numbers: the bits of x 2/π below the binary point are the angle in quarter turns. */
function reduceLargeAngle(x: number, pair: Float64Array): number {
  if (twoOverPi === 0n) twoOverPi = (2n << BigInt(2 * FRACTION_BITS + 64)) / piTimesPower(FRACTION_BITS + 64);
  let exponent = 0;
  let integer = x;
  for (; Math.abs(integer) > Number.MAX_SAFE_INTEGER; exponent += 16) integer *= 1 / 65536; // exact, as x is at least 2^20
  for (; integer !== Math.floor(integer); exponent -= 16) integer *= 65536;
  const unit = BigInt(FRACTION_BITS - exponent);
  const turns = BigInt(integer) * twoOverPi; // in units of 2^-unit
  const n = (turns + (1n << (unit - 1n))) >> unit;
  const fraction = (turns - (n << unit)) >> (unit - 180n); // in units of 2^-180
  const high = Number(fraction);
  const low = Number(fraction - BigInt(high));
  const product = high * HALF_PI;
  const rest = errorOfProduct(high, HALF_PI, product) + (high * HALF_PI_REST + low * HALF_PI);
  pair[0] = (product + rest) * powerOfTwo(-180);
  pair[1] = (product - (product + rest) + rest) * powerOfTwo(-180);
  return Number(n & 3n);
}

/** π 2^bits, by π = 16 atan(1/5) - 4 atan(1/239) (Machin 1706) with 32 bits to spare. */
function piTimesPower(bits: number): bigint {
  const one = 1n << BigInt(bits + 32);
  return (16n * arctanOfInverse(5n, one) - 4n * arctanOfInverse(239n, one)) >> 32n;
}

/** atan(1/n) one = Σ (-1)ᵏ one / ((2k + 1) n^(2k+1)). */
function arctanOfInverse(n: bigint, one: bigint): bigint {
  let sum = 0n;
  let term = one / n;
  for (let k = 1n; term !== 0n; k += 2n) {
    sum += k % 4n === 1n ? term / k : -term / k;
    term /= n * n;
  }
  return sum;
}
