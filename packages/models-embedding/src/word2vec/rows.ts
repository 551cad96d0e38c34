/** The first `dim` floats of each of `count` rows that are `stride` apart. */
export function packRows(rows: Float32Array, count: number, dim: number, stride: number): Float32Array {
  const packed = new Float32Array(count * dim);
  for (let i = 0; i < count; i++) packed.set(rows.subarray(i * stride, i * stride + dim), i * dim);
  return packed;
}

/** Writes packed rows back. */
export function unpackRows(packed: Float32Array, rows: Float32Array, dim: number, stride: number): void {
  for (let i = 0; i * dim < packed.length; i++) rows.set(packed.subarray(i * dim, (i + 1) * dim), i * stride);
}
