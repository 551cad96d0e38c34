import type { Floats } from "./types.js";
import { zip } from "./zip.js";

/** y = 1 where a = b, else 0; NaN equals nothing. */
export function equal(
  a: Floats | null,
  b: Floats | null,
  y: Uint8Array,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => (a === b ? 1 : 0), a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y = 1 where a ≠ b, else 0; NaN differs from everything. */
export function notEqual(
  a: Floats | null,
  b: Floats | null,
  y: Uint8Array,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => (a !== b ? 1 : 0), a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y = 1 where a < b, else 0. What is greater is less the other way round. */
export function less(
  a: Floats | null,
  b: Floats | null,
  y: Uint8Array,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => (a < b ? 1 : 0), a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y = 1 where a ≤ b, else 0. */
export function lessEqual(
  a: Floats | null,
  b: Floats | null,
  y: Uint8Array,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => (a <= b ? 1 : 0), a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y[i] = condition[i] ? a[i] : b[i]; whatever is not zero counts as true. */
export function where(condition: Uint8Array, a: Floats, b: Floats, y: Floats, begin: number, end: number): void {
  for (let i = begin; i < end; i++) y[i] = condition[i] !== 0 ? a[i]! : b[i]!;
}
