import type { Floats } from "./types.js";

/**
 * y[o*inner + i] = f(... f(f(start, x₀), x₁) ..., xₙ₋₁) over xₖ = x[(o*n + k)*inner + i], for the outputs [begin, end).
 */
function fold(
  f: (total: number, value: number) => number,
  start: number,
  x: Floats,
  y: Floats,
  n: number,
  inner: number,
  begin: number,
  end: number,
): void {
  for (let output = begin; output < end; output++) {
    const o = Math.floor(output / inner);
    let at = o * n * inner + (output - o * inner);
    let total = start;
    for (let k = 0; k < n; k++, at += inner) total = f(total, x[at]!);
    y[output] = total;
  }
}

/**
 * Sums over the middle axis. n = 0 gives 0.
 *
 * Shapes: (outer, n, inner) -> (outer, inner)
 */
export function sum(x: Floats, y: Floats, n: number, inner: number, begin: number, end: number): void {
  fold((total, value) => total + value, 0, x, y, n, inner, begin, end);
}

/**
 * The largest over the middle axis; NaN if any is NaN. n is at least 1.
 *
 * Shapes: (outer, n, inner) -> (outer, inner)
 */
export function max(x: Floats, y: Floats, n: number, inner: number, begin: number, end: number): void {
  fold((total, value) => Math.max(total, value), -Infinity, x, y, n, inner, begin, end);
}

/**
 * The smallest over the middle axis; NaN if any is NaN. n is at least 1.
 *
 * Shapes: (outer, n, inner) -> (outer, inner)
 */
export function min(x: Floats, y: Floats, n: number, inner: number, begin: number, end: number): void {
  fold((total, value) => Math.min(total, value), Infinity, x, y, n, inner, begin, end);
}

/**
 * Where along the middle axis the largest is: the first of equals, and NaN counts as larger than any number.
 *
 * Shapes: (outer, n, inner) -> (outer, inner)
 */
export function argmax(x: Floats, y: Int32Array, n: number, inner: number, begin: number, end: number): void {
  for (let output = begin; output < end; output++) {
    const o = Math.floor(output / inner);
    const first = o * n * inner + (output - o * inner);
    let best = 0;
    for (let k = 1; k < n; k++) {
      const value = x[first + k * inner]!;
      const largest = x[first + best * inner]!;
      if (value > largest || (Number.isNaN(value) && !Number.isNaN(largest))) best = k;
    }
    y[output] = best;
  }
}

/**
 * Running sums along the middle axis: y₀ = x₀, yₖ = yₖ₋₁ + xₖ, for the lanes [begin, end) of outer * inner.
 *
 * Shapes: (outer, n, inner) -> (outer, n, inner)
 */
export function cumsum(x: Floats, y: Floats, n: number, inner: number, begin: number, end: number): void {
  for (let lane = begin; lane < end; lane++) {
    const o = Math.floor(lane / inner);
    let at = o * n * inner + (lane - o * inner);
    let total = 0;
    for (let k = 0; k < n; k++, at += inner) y[at] = total += x[at]!;
  }
}
