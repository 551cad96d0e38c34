import * as math from "../math/index.js";
import type { Floats } from "./types.js";

/** The largest of x[first, first + cols), passing over NaN; -inf of nothing. */
export function rowMax(x: Floats, first: number, cols: number): number {
  let largest = -Infinity;
  for (let c = 0; c < cols; c++) if (x[first + c]! > largest) largest = x[first + c]!;
  return largest;
}

/** ln Σ exp xⱼ of a row, shifted by its largest so that no term overflows; -inf where every element is -inf. */
export function rowLogSumExp(x: Floats, first: number, cols: number): number {
  const largest = rowMax(x, first, cols);
  if (Math.abs(largest) === Infinity) return x.subarray(first, first + cols).some(Number.isNaN) ? NaN : largest;
  let total = 0;
  for (let c = 0; c < cols; c++) total += math.exp(x[first + c]! - largest);
  return largest + math.log(total);
}

/** Σ aⱼ bⱼ of two rows that start at the same place. */
export function rowDot(a: Floats, b: Floats, first: number, cols: number): number {
  let total = 0;
  for (let c = 0; c < cols; c++) total += a[first + c]! * b[first + c]!;
  return total;
}
