import { errorText } from "@cairn-ml/tensor";
import { byteLength, type SafetensorsDType } from "./dtypes.js";
import { bf16ToFloat32Bits, float32BitsToBF16, float32BitsToF16, widen } from "./half.js";
import type { SafetensorsEntry } from "./types.js";

/** The dtypes that float32 numbers can be stored as. */
export type EncodableDType = "F32" | "F16" | "BF16";

/**
 * The elements as float32. F32, F16, BF16, F8_E4M3 and F8_E5M2 are exact; F64 is rounded to the nearest float32.
 *
 * Throws: TypeError when the tensor is not of these dtypes.
 */
export function toFloat32(entry: SafetensorsEntry): Float32Array<ArrayBuffer> {
  checkLength("toFloat32", entry);
  switch (entry.dtype) {
    case "F32":
      return new Float32Array(aligned(entry.data));
    case "F64":
      return Float32Array.from(new Float64Array(aligned(entry.data)));
    case "F16":
      return widened(new Uint16Array(aligned(entry.data)), (bits) => widen(bits, 5, 10, true));
    case "BF16":
      return widened(new Uint16Array(aligned(entry.data)), bf16ToFloat32Bits);
    case "F8_E4M3":
      return widened(entry.data, (bits) => widen(bits, 4, 3, false));
    case "F8_E5M2":
      return widened(entry.data, (bits) => widen(bits, 5, 2, true));
    default:
      throw wrongDType("toFloat32", entry.dtype, "F64, F32, F16, BF16, F8_E4M3 or F8_E5M2");
  }
}

/**
 * The elements as float64, exactly.
 *
 * Throws: TypeError when the tensor is not F64 or one of the dtypes that `toFloat32` gives exactly.
 */
export function toFloat64(entry: SafetensorsEntry): Float64Array<ArrayBuffer> {
  if (entry.dtype !== "F64") return Float64Array.from(toFloat32(entry));
  checkLength("toFloat64", entry);
  return new Float64Array(aligned(entry.data));
}

/**
 * The elements as int32; those of BOOL as 0 and 1.
 *
 * Throws: TypeError when the tensor is not of integers; RangeError when an element of U32, I64 or U64 is not an int32.
 */
export function toInt32(entry: SafetensorsEntry): Int32Array<ArrayBuffer> {
  const integers = toBigInt64(entry);
  const result = new Int32Array(integers.length);
  for (let i = 0; i < result.length; i++) {
    const value = Number(integers[i]);
    result[i] = value;
    if (result[i] !== value) {
      const fix = "read the tensor with toBigInt64";
      const given = `${integers[i]} at element ${i}, ${entry.dtype}`;
      throw new RangeError(
        errorText("toInt32", "an element is too large.", { given, expected: "-2147483648 to 2147483647", fix }),
      );
    }
  }
  return result;
}

/**
 * The elements as 64-bit integers, exactly: unsigned for U64, signed for the others; those of BOOL as 0 and 1.
 *
 * Throws: TypeError when the tensor is not of integers.
 */
export function toBigInt64(entry: SafetensorsEntry): BigInt64Array<ArrayBuffer> | BigUint64Array<ArrayBuffer> {
  checkLength("toBigInt64", entry);
  const buffer = aligned(entry.data);
  switch (entry.dtype) {
    case "I64":
      return new BigInt64Array(buffer);
    case "U64":
      return new BigUint64Array(buffer);
    case "I32":
      return BigInt64Array.from(new Int32Array(buffer), BigInt);
    case "U32":
      return BigInt64Array.from(new Uint32Array(buffer), BigInt);
    case "I16":
      return BigInt64Array.from(new Int16Array(buffer), BigInt);
    case "U16":
      return BigInt64Array.from(new Uint16Array(buffer), BigInt);
    case "I8":
      return BigInt64Array.from(new Int8Array(buffer), BigInt);
    case "U8":
      return BigInt64Array.from(new Uint8Array(buffer), BigInt);
    case "BOOL":
      return BigInt64Array.from(new Uint8Array(buffer), (byte) => (byte === 0 ? 0n : 1n));
    default:
      throw wrongDType("toBigInt64", entry.dtype, "BOOL or an integer dtype");
  }
}

/** The bytes that store float32 numbers as `dtype`: unchanged, or rounded to the nearest, of two equally near the even one. */
export function encodeFloat32(values: Float32Array, dtype: EncodableDType): Uint8Array<ArrayBuffer> {
  const floats = Float32Array.from(values); // its own memory, for `values` may be a view of another's
  if (dtype === "F32") return new Uint8Array(floats.buffer);
  const narrow = dtype === "F16" ? float32BitsToF16 : float32BitsToBF16;
  return new Uint8Array(Uint16Array.from(new Uint32Array(floats.buffer), narrow).buffer);
}

/**
 * A copy in memory of its own. The file's data may begin anywhere, and a typed array only at a multiple of its element.
 * Typed arrays read it as it lies: every machine that runs JavaScript today is little-endian, as the format is.
 */
function aligned(data: Uint8Array): ArrayBuffer {
  return new Uint8Array(data).buffer;
}

function widened(source: Uint8Array | Uint16Array, widenBits: (bits: number) => number): Float32Array<ArrayBuffer> {
  const result = new Float32Array(source.length);
  const bits = new Uint32Array(result.buffer); // as integers, so that no NaN changes on its way
  for (let i = 0; i < bits.length; i++) bits[i] = widenBits(source[i]!);
  return result;
}

function checkLength(op: string, { dtype, shape, data }: SafetensorsEntry): void {
  const needed = byteLength(dtype, shape);
  if (needed === BigInt(data.length)) return;
  throw new RangeError(
    errorText(op, "the data does not have the shape's size.", {
      given: `${dtype} [${shape}] and ${data.length} bytes`,
      expected: `${needed} bytes`,
      fix: "pass an entry as readSafetensors gives it",
    }),
  );
}

function wrongDType(op: string, dtype: SafetensorsDType, expected: string): TypeError {
  const fix = "read the bytes in the entry's data";
  return new TypeError(errorText(op, `cannot read ${dtype}.`, { given: `a tensor of ${dtype}`, expected, fix }));
}
