import { uniform } from "./random.js";
import type { Floats } from "./types.js";

/** n even numbers in [low, high) that depend on the seed alone. */
export function numbers(seed: number, n: number, low = -2, high = 2): Float64Array {
  const values = new Float64Array(n);
  uniform(values, seed, 0, 0, 0, 0, n);
  return values.map((u) => low + (high - low) * u);
}

/** Throws, naming the worst index, unless |actual - expected| <= atol + rtol |expected| everywhere; NaN equals NaN. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, rtol = 1e-12, atol = 1e-12): void {
  if (actual.length !== expected.length) throw new Error(`${actual.length} values, expected ${expected.length}`);
  let worst = 0;
  let at = -1;
  for (let i = 0; i < actual.length; i++) {
    if (Object.is(actual[i], expected[i])) continue;
    const miss = Math.abs(actual[i]! - expected[i]!) / (atol + rtol * Math.abs(expected[i]!));
    if (miss <= 1) continue;
    if (miss > worst || Number.isNaN(miss)) {
      worst = miss;
      at = i;
    }
  }
  if (at >= 0) throw new Error(`at ${at}: ${actual[at]}, expected ${expected[at]} (${worst} times the tolerance)`);
}

/** The gradient of a number f(x) by central differences; good to about 1e-9 where f and its slopes are near 1. */
export function slopes(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  const h = 1e-5;
  return x.map((value, i) => {
    const nearby = x.slice();
    nearby[i] = value + h;
    const above = f(nearby);
    nearby[i] = value - h;
    return (above - f(nearby)) / (2 * h);
  });
}

/** Σ aᵢ bᵢ. */
export function dot(a: Floats, b: Floats): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

/**
 * Throws unless a kernel run over [0, extent) in one call writes the same bits as in pieces, last piece first, and as
 * pieces write nothing outside themselves when the outputs start as 7.
 */
export function expectSplits<T extends { fill(value: number): unknown }>(
  extent: number,
  outputs: () => T[],
  run: (outputs: T[], begin: number, end: number) => void,
): void {
  const whole = outputs();
  const pieces = outputs();
  for (const array of [...whole, ...pieces]) array.fill(7);
  run(whole, 0, extent);
  const cuts = [0, Math.floor(extent / 3), Math.floor(extent / 2), extent];
  for (let i = cuts.length - 1; i > 0; i--) {
    run(pieces, cuts[i - 1]!, cuts[i]!);
    run(pieces, cuts[i]!, cuts[i]!); // an empty slice writes nothing
  }
  whole.forEach((array, i) => {
    if (String(array) !== String(pieces[i])) throw new Error(`output ${i} differs:\n  ${array}\n  ${pieces[i]}`);
  });
}
