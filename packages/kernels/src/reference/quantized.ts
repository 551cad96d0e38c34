import type { Floats } from "./types.js";

const steps = 127; // of an int8 on either side of 0
const finerSteps = 32767; // of an int16
const tiny = Math.fround(1e-30); // what is below counts as 0: it has no reciprocal

/**
 * Rounds the rows [begin, end) of x to int8 by a scale for each: x[r, c] ≈ scale[r] y[r, c], ties to even. A row that is not
 * finite gets a scale that is not. Every step rounds to float32, so that the integers are the same everywhere.
 *
 * Shapes: (rows, cols) at strides xRow, xCol -> (rows, cols), (rows)
 */
export function quantizeRows(
  x: Floats,
  y: Int8Array,
  scale: Floats,
  cols: number,
  xRow: number,
  xCol: number,
  begin: number,
  end: number,
): void {
  for (let r = begin; r < end; r++) {
    const row = Float32Array.from({ length: cols }, (_, c) => x[r * xRow + c * xCol]!);
    const { factor, step } = rangeOf(row, steps);
    scale[r] = step;
    for (let c = 0; c < cols; c++) y[r * cols + c] = nearest(row[c]!, factor);
  }
}

/** y[r] = scale[index[r]] table[index[r]], the rows as floats. Every index must name a row of the table. */
export function takeQuantizedRows(
  table: Int8Array,
  scale: Floats,
  index: Int32Array,
  y: Floats,
  cols: number,
  begin: number,
  end: number,
): void {
  for (let r = begin; r < end; r++) {
    const from = index[r]!;
    for (let c = 0; c < cols; c++) y[r * cols + c] = scale[from]! * table[from * cols + c]!;
  }
}

/**
 * y[m, n] = bias[n] + scale[n] Σₖ x[m, k] w[n, k] for the columns n in [begin, end), where each row of x is rounded to int16 first,
 * by a scale of its own.
 *
 * Shapes: (M, K), (N, K), (N), (N) or null -> (M, N)
 */
export function matmulQuantized(
  x: Floats,
  w: Int8Array,
  scale: Floats,
  bias: Floats | null,
  y: Floats,
  M: number,
  N: number,
  K: number,
  begin: number,
  end: number,
): void {
  for (let m = 0; m < M; m++) {
    const row = Float32Array.from(x.subarray(m * K, (m + 1) * K));
    const { factor, step } = rangeOf(row, finerSteps);
    const integers = row.map((value) => nearest(value, factor));
    for (let n = begin; n < end; n++) {
      let sum = 0;
      for (let k = 0; k < K; k++) sum += integers[k]! * w[n * K + k]!;
      y[m * N + n] = (bias?.[n] ?? 0) + sum * step * scale[n]!;
    }
  }
}

/** What values are multiplied by to be rounded to at most `most`, and the step between two of those. */
function rangeOf(row: Float32Array, most: number): { factor: number; step: number } {
  const largest = row.reduce((a, b) => Math.max(a, Math.abs(b)), 0); // NaN where one is
  return { factor: largest > tiny ? Math.fround(most / largest) : 0, step: Math.fround(largest / most) };
}

/** To the nearest integer, ties to even, 0 for what is no number. */
function nearest(value: number, factor: number): number {
  const x = Math.fround(value * factor);
  const down = Math.floor(x);
  const up = x - down > 0.5 || (x - down === 0.5 && down % 2 !== 0);
  return Number.isFinite(x) ? down + (up ? 1 : 0) : 0;
}
