import { type CreationOptions, DTypeError, fromData, type Tensor } from "@cairn-ml/tensor";
import { toFloat32, toFloat64, toInt32 } from "./safetensors/decode.js";
import type { SafetensorsDType } from "./safetensors/dtypes.js";
import type { SafetensorsEntry } from "./safetensors/types.js";

const dtypes: Readonly<Record<string, SafetensorsDType>> = {
  float32: "F32",
  float64: "F64",
  int32: "I32",
  uint8: "U8",
  bool: "BOOL",
};

/** A tensor as a file stores it: exactly, little-endian, in row-major order. */
export function toEntry(x: Tensor): SafetensorsEntry {
  const values = x.data();
  return {
    dtype: dtypes[x.dtype]!,
    shape: x.shape,
    data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  };
}

/**
 * The tensor of an entry: floats of 16 bits or more become the device's float dtype, integers that int32 holds become int32.
 *
 * Throws: DTypeError for what tensors can not hold.
 */
export function fromEntry(entry: SafetensorsEntry, options: CreationOptions = {}): Tensor {
  const { dtype, shape } = entry;
  if (dtype === "F64") return fromData(toFloat64(entry), shape, options);
  if (dtype === "F32" || dtype === "F16" || dtype === "BF16") return fromData(toFloat32(entry), shape, options);
  if (["I8", "U8", "I16", "U16", "I32", "BOOL"].includes(dtype)) {
    return fromData(toInt32(entry), shape, { ...options, dtype: dtype === "BOOL" ? "bool" : "int32" });
  }
  throw new DTypeError("fromEntry", `tensors of ${dtype} can not be computed with.`, {
    given: dtype,
    expected: "F64, F32, F16, BF16, I32, I16, I8, U16, U8 or BOOL",
    fix: "convert it first, or read the entry's numbers with toBigInt64 or toFloat32",
  });
}
