/** Sixteen-bit and eight-bit floating-point numbers to and from float32, on bit patterns. */

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/**
 * The bits of the float32 that equals a small floating-point number, exactly. A NaN keeps its sign and payload and becomes
 * quiet, as the processor's own conversion makes it.
 *
 * Source: IEEE 754-2019, 3.4; for E4M3, whose only NaN is all ones and which has no infinity, Micikevicius et al. 2022,
 * arXiv:2209.05433, table 1.
 */
export function widen(bits: number, exponentBits: number, mantissaBits: number, hasInfinity: boolean): number {
  const sign = (bits >>> (exponentBits + mantissaBits)) << 31;
  const top = (1 << exponentBits) - 1;
  const exponent = (bits >>> mantissaBits) & top;
  const mantissa = bits & ((1 << mantissaBits) - 1);
  const wide = mantissa << (23 - mantissaBits);
  const bias = top >>> 1;
  if (exponent === top) {
    if (hasInfinity) return (sign | 0x7f800000 | wide | (mantissa === 0 ? 0 : 0x400000)) >>> 0;
    if (mantissa === (1 << mantissaBits) - 1) return (sign | 0x7fc00000 | wide) >>> 0;
  }
  if (exponent > 0) return (sign | ((exponent - bias + 127) << 23) | wide) >>> 0;
  word[0] = (128 - bias - mantissaBits) << 23; // the float32 2^(1 - bias - mantissaBits), of which a subnormal has `mantissa`
  float[0] = float[0]! * mantissa;
  return (sign | word[0]!) >>> 0;
}

/** The bits of the float32 that equals a bfloat16, which is its upper half. */
export function bf16ToFloat32Bits(bits: number): number {
  return (bits << 16) >>> 0;
}

/** The bits of the bfloat16 nearest to a float32, of two equally near the even one; a NaN keeps its sign and stays NaN. */
export function float32BitsToBF16(bits: number): number {
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | 0x40; // rounding could carry a NaN into infinity
  const odd = (bits >>> 16) & 1;
  return ((bits + 0x7fff + odd) >>> 16) & 0xffff;
}

/** The bits of the float16 nearest to a float32, of two equally near the even one; what is too large becomes infinite. */
export function float32BitsToF16(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00 | ((magnitude >>> 13) & 0x3ff);
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // 65520, halfway past the largest, 65504
  if (magnitude >= 0x38800000) return sign | roundShift(magnitude - 0x38000000, 13); // 2⁻¹⁴, the smallest normal one
  if (magnitude < 0x33000000) return sign; // below 2⁻²⁵, half the smallest subnormal
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  return sign | roundShift(mantissa, 126 - (magnitude >>> 23)); // in units of 2⁻²⁴
}

/** x / 2ⁿ to the nearest integer, of two equally near the even one. A carry out of the mantissa rightly raises the exponent. */
function roundShift(x: number, n: number): number {
  const half = 1 << (n - 1);
  const odd = (x >>> n) & 1;
  return (x + half - 1 + odd) >>> n;
}
