import type { Floats } from "./types.js";

/** y[i] = f(x[i]) for i in [begin, end). x and y may be the same array. */
export function map(f: (x: number) => number, x: Floats, y: Floats, begin: number, end: number): void {
  for (let i = begin; i < end; i++) y[i] = f(x[i]!);
}

/** dx[i] = dy[i] * slope(x[i]) for i in [begin, end). */
export function mapBackward(
  slope: (x: number) => number,
  x: Floats,
  dy: Floats,
  dx: Floats,
  begin: number,
  end: number,
): void {
  for (let i = begin; i < end; i++) dx[i] = dy[i]! * slope(x[i]!);
}
