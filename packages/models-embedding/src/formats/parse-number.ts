const zero = 0x30;
const powersOfTen = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`)); // all exact

/**
 * The number that bytes [from, to) are in decimal, with an exponent or without: 12, -.5, 1.2e-05. NaN where they are anything
 * else, "nan", "inf" and hexadecimal among it. The same as `Number` gives, which is slower.
 *
 * Up to 15 digits and a power of ten up to 22 are exact as doubles, so that one multiplication or division rounds rightly.
 * Source: Clinger 1990, "How to read floating point numbers accurately".
 */
export function parseNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const isNegative = bytes[at] === 0x2d;
  if (isNegative || bytes[at] === 0x2b) at++;
  let digits = 0; // those that are written
  let significant = 0; // from the first that is not 0
  let mantissa = 0;
  let scale = 0;
  let isFraction = false;
  for (; at < to; at++) {
    const digit = bytes[at]! - zero;
    if (digit >= 0 && digit <= 9) {
      digits++;
      if (significant > 0 || digit > 0) significant++;
      mantissa = mantissa * 10 + digit;
      if (isFraction) scale--;
    } else if (bytes[at] === 0x2e && !isFraction) isFraction = true;
    else break;
  }
  if (digits === 0) return Number.NaN;
  if (at < to) {
    const exponent = parseExponent(bytes, at, to);
    if (Number.isNaN(exponent)) return Number.NaN;
    scale += exponent;
  }
  if (significant > 15 || scale < -22 || scale > 22) return Number(String.fromCharCode(...bytes.subarray(from, to)));
  const value = scale < 0 ? mantissa / powersOfTen[-scale]! : mantissa * powersOfTen[scale]!;
  return isNegative ? -value : value;
}

/** What stands behind e or E; NaN where it is no whole number. */
function parseExponent(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] !== 0x65 && bytes[from] !== 0x45) return Number.NaN;
  const isNegative = bytes[from + 1] === 0x2d;
  const first = from + (isNegative || bytes[from + 1] === 0x2b ? 2 : 1);
  if (first >= to) return Number.NaN;
  let exponent = 0;
  for (let at = first; at < to; at++) {
    const digit = bytes[at]! - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    exponent = Math.min(exponent * 10 + digit, 99999);
  }
  return isNegative ? -exponent : exponent;
}
