/**
 * Every dtype of the format with the bits that one element takes. Elements smaller than a byte are packed, and a tensor
 * of them fills whole bytes.
 */
export const BITS_PER_ELEMENT = {
  BOOL: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  C64: 64,
  F64: 64,
  I64: 64,
  U64: 64,
} as const;

export type SafetensorsDType = keyof typeof BITS_PER_ELEMENT;

export function isSafetensorsDType(name: unknown): name is SafetensorsDType {
  return typeof name === "string" && Object.hasOwn(BITS_PER_ELEMENT, name);
}

/** The largest value of the format's sizes and offsets, which are 64-bit. */
const LARGEST = 2n ** 64n - 1n;

/**
 * The bytes that a tensor takes, or why no file could hold it. The product is exact: sizes that overflow 64 bits must
 * not pass by wrapping round to a small number.
 */
export function byteLength(dtype: SafetensorsDType, shape: readonly (number | bigint)[]): bigint | string {
  let elements = 1n;
  for (const size of shape) {
    elements *= BigInt(size);
    if (elements > LARGEST) return "the product of the sizes overflows 64 bits";
  }
  const bits = elements * BigInt(BITS_PER_ELEMENT[dtype]);
  if (bits > LARGEST) return "the size in bits overflows 64 bits";
  return bits % 8n === 0n ? bits / 8n : `${elements} elements of ${dtype} do not fill whole bytes`;
}
