import * as math from "../math/index.js";
import type { Floats } from "./types.js";
import { zip } from "./zip.js";

/** y = a + b. */
export function add(
  a: Floats | null,
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
  a: Floats | null,
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
  a: Floats | null,
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
  a: Floats | null,
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
  a: Floats | null,
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
  a: Floats | null,
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
  a: Floats | null,
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

/** The gradient of relu, given that of the result: y = a where the result b is positive, else 0. */
export function reluBackward(
  a: Floats | null,
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
  zip((a, b) => (b > 0 ? a : 0), a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}

/** The gradient of sigmoid, given that of the result: y = a b (1 - b) where b is the result. */
export function sigmoidBackward(
  a: Floats | null,
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
  zip((a, b) => a * b * (1 - b), a, b, y, cols, aRow, aCol, bRow, bCol, scalar, begin, end);
}
