import * as math from "../math/index.js";
import type { Floats } from "./types.js";
import { zip } from "./zip.js";

/** y = a + b. */
export function add(
  a: Floats,
  b: Floats | null,
  y: Floats,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => a + b, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y = a - b. */
export function sub(
  a: Floats,
  b: Floats | null,
  y: Floats,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => a - b, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y = a · b. */
export function mul(
  a: Floats,
  b: Floats | null,
  y: Floats,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => a * b, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y = a / b. */
export function div(
  a: Floats,
  b: Floats | null,
  y: Floats,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => a / b, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y = aᵇ, with the special values of IEEE 754 (1 to any power and any number to the power 0 are 1). */
export function pow(
  a: Floats,
  b: Floats | null,
  y: Floats,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip(math.pow, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y = the larger of a and b; NaN if either is. */
export function maximum(
  a: Floats,
  b: Floats | null,
  y: Floats,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => Math.max(a, b), a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** y = the smaller of a and b; NaN if either is. */
export function minimum(
  a: Floats,
  b: Floats | null,
  y: Floats,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  zip((a, b) => Math.min(a, b), a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}
