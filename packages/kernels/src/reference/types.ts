/** An array of the floating-point values that a kernel computes with; results round when they are stored. */
export type Floats = Float32Array | Float64Array;

/** Any array that the copies can move. */
export type AnyArray =
  | Floats
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;
