/** What a piece of a tensor is read as: float64 where the file has that, else float32. */
export type FloatPiece = Float32Array | Float64Array;

/** A tensor that lies in a file. */
export interface StoredTensor {
  /** As safetensors or GGUF call it: F32, BF16, Q8_0. */
  readonly dtype: string;
  /** Row-major sizes; empty for a scalar. */
  readonly shape: readonly number[];
  /** What its data takes in the file. */
  readonly bytes: number;
  /**
   * Its numbers in row-major order, some whole rows (of the first axis) at a time. A piece holds until the next is asked for.
   *
   * Throws: DTypeError where they are no floating-point numbers, or of a kind that is not read.
   */
  pieces(): AsyncGenerator<FloatPiece, void>;
}

/** A file of tensors, of which only the directory has been read. */
export interface WeightFile {
  readonly format: "safetensors" | "gguf" | "npz" | "npy";
  /** The whole file's. */
  readonly bytes: number;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** What a GGUF file says of the model, by its keys; the texts of a safetensors file. */
  readonly metadata: ReadonlyMap<string, unknown>;
}
