import type { Floats } from "./types.js";

/**
 * y[r*cols + c] = f(a[r*aRow + c*aCol], b[r*bRow + c*bCol]) for the elements [begin, end) of y. A row stride of 0
 * repeats the row, a column stride of 0 its one element: that is how broadcasting looks from here.
 * The scalar takes the place of an absent operand.
 */
export function zip(
  f: (a: number, b: number) => number,
  a: Floats | null,
  b: Floats | null,
  y: Floats | Uint8Array,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
  scalar: number,
  begin: number,
  end: number,
): void {
  let r = Math.floor(begin / cols);
  let c = begin - r * cols;
  for (let i = begin; i < end; r++, c = 0) {
    const stop = Math.min(end, (r + 1) * cols);
    for (let ai = r * aRow + c * aCol, bi = r * bRow + c * bCol; i < stop; i++, ai += aCol, bi += bCol) {
      y[i] = f(a ? a[ai]! : scalar, b ? b[bi]! : scalar);
    }
  }
}
