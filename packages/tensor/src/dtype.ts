/**
 * What an element is. float64 exists on the reference device only; bool holds 0 or 1 in a byte; int8 is for storage, of weights
 * above all: see `QuantizedMatrix`.
 */
export type DType = "float32" | "float64" | "int32" | "int8" | "uint8" | "bool";

export type TypedArray = Float32Array | Float64Array | Int32Array | Int8Array | Uint8Array;

/** The bytes of one element. */
export const bytesPerElement: Readonly<Record<DType, number>> = {
  ...{ float32: 4, float64: 8, int32: 4 },
  ...{ int8: 1, uint8: 1, bool: 1 },
};

const arrays = {
  ...{ float32: Float32Array, float64: Float64Array, int32: Int32Array },
  ...{ int8: Int8Array, uint8: Uint8Array, bool: Uint8Array },
};

/** A zeroed array of `length` elements of this dtype. */
export function makeArray(dtype: DType, length: number): TypedArray {
  return new arrays[dtype](length);
}

export function isFloat(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float64";
}
