import type { SafetensorsDType } from "./dtypes.js";

/** A tensor as the file has it. */
export interface SafetensorsEntry {
  readonly dtype: SafetensorsDType;
  /** Row-major sizes; empty for a scalar. */
  readonly shape: readonly number[];
  /** The elements, little-endian; a view of the file's bytes, so at any alignment. */
  readonly data: Uint8Array;
}

/** What a safetensors file holds. */
export interface SafetensorsFile {
  readonly metadata: Map<string, string>;
  /** In the order of their data in the file. */
  readonly tensors: Map<string, SafetensorsEntry>;
}
