// The one place that looks at the bits of a double: 1 sign, 11 exponent and 52 fraction bits (IEEE 754, binary64).
const double = new Float64Array([1]);
const words = new Uint32Array(double.buffer);
const HIGH = words[1] === 0 ? 0 : 1; // which word holds the exponent depends on the machine's byte order
const LOW = 1 - HIGH;

/** e with 2^e <= |x| < 2^(e+1), for x neither zero, subnormal, infinite nor NaN. */
export function exponentOf(x: number): number {
  double[0] = x;
  return ((words[HIGH]! >>> 20) & 0x7ff) - 1023;
}

/** x / 2^exponentOf(x) for such x > 0: the same fraction in [1, 2). */
export function mantissaOf(x: number): number {
  double[0] = x;
  words[HIGH] = (words[HIGH]! & 0xfffff) | 0x3ff00000;
  return double[0]!;
}

/** 2^n for the normal range, -1022 <= n <= 1023. */
export function powerOfTwo(n: number): number {
  words[HIGH] = (n + 1023) << 20;
  words[LOW] = 0;
  return double[0]!;
}

/** x 2^n with one rounding, for x near 1 and -1076 <= n <= 1024: into the subnormals and into infinity. */
export function scale(x: number, n: number): number {
  if (n > 1023) return x * powerOfTwo(1023) * 2;
  if (n < -1022) return x * powerOfTwo(n + 54) * powerOfTwo(-54); // the first product is exact, the second rounds
  return x * powerOfTwo(n);
}
