import { addWide, sumPair } from "../lanes/arithmetic";
import { expNegative } from "../lanes/exp";
import { keepFirst, storeUpTo } from "../lanes/memory";
import { logScalar } from "../scalar/logarithm";
import { blockOfSum } from "./row-sums";

/** The largest of a row, passing over NaN; -inf of nothing. */
export function largestOfRow(x: usize, n: i32): f32 {
  let largest: f32 = -Infinity;
  let i = 0;
  if (n >= 4) {
    let lanes = f32x4.splat(-Infinity);
    let others = lanes;
    for (; i + 8 <= n; i += 8) {
      lanes = f32x4.pmax(lanes, v128.load(x + (i << 2)));
      others = f32x4.pmax(others, v128.load(x + (i << 2), 16));
    }
    if (i + 4 <= n) {
      lanes = f32x4.pmax(lanes, v128.load(x + (i << 2)));
      i += 4;
    }
    lanes = f32x4.pmax(lanes, others);
    lanes = f32x4.pmax(lanes, i32x4.shuffle(lanes, lanes, 2, 3, 2, 3));
    lanes = f32x4.pmax(lanes, i32x4.shuffle(lanes, lanes, 1, 1, 1, 1));
    largest = f32x4.extract_lane(lanes, 0);
  }
  for (; i < n; i++) {
    const value = load<f32>(x + (i << 2));
    if (value > largest) largest = value;
  }
  return largest;
}

/** y = exp(x - shift), which no x exceeds, or nothing where y is 0; returns the sum. */
export function expRow(x: usize, y: usize, n: i32, shift: f32): f64 {
  const shifts = f32x4.splat(shift);
  let total = f64x2.splat(0);
  for (let i = 0; i < n; ) {
    let sums = f32x4.splat(0);
    const stop = min(n, i + blockOfSum);
    for (; i < stop; i += 4) {
      const e = expNegative(f32x4.sub(v128.load(x + (i << 2)), shifts));
      if (y) storeUpTo(y + (i << 2), e, n - i);
      sums = f32x4.add(sums, keepFirst(e, n - i));
    }
    total = addWide(total, sums);
  }
  return sumPair(total);
}

/** The logarithm of the sum of exponentials of a row; its largest where that is infinite, unless something is NaN. */
export function logSumExpRow(x: usize, n: i32): f64 {
  const largest = largestOfRow(x, n);
  if (Math.abs(largest) === Infinity) {
    for (let i = 0; i < n; i++) {
      const value = load<f32>(x + (i << 2));
      if (value !== value) return NaN;
    }
    return largest;
  }
  return (largest as f64) + logScalar(expRow(x, 0, n, largest));
}

/** y *= factor. */
export function scaleRow(y: usize, n: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  for (let i = 0; i < n; i += 4) {
    storeUpTo(y + (i << 2), f32x4.mul(v128.load(y + (i << 2)), factors), n - i);
  }
}
