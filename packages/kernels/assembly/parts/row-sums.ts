import { promoteHigh, promoteLow, sumPair } from "../lanes/arithmetic";
import { keepFirst } from "../lanes/memory";

/*
 * Sums over a row of n floats, in doubles, so that a million terms stay within one rounding of the float result. The order
 * of adding depends on n alone.
 */

/** Sum of x. */
export function sumRow(x: usize, n: i32): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  let even2 = f64x2.splat(0);
  let odd2 = f64x2.splat(0);
  const last = x + (n << 2);
  for (; x + 32 <= last; x += 32) {
    even = f64x2.add(even, promoteLow(v128.load64_zero(x)));
    odd = f64x2.add(odd, promoteLow(v128.load64_zero(x, 8)));
    even2 = f64x2.add(even2, promoteLow(v128.load64_zero(x, 16)));
    odd2 = f64x2.add(odd2, promoteLow(v128.load64_zero(x, 24)));
  }
  let total = sumPair(f64x2.add(f64x2.add(even, odd), f64x2.add(even2, odd2)));
  for (; x < last; x += 4) total += load<f32>(x) as f64;
  return total;
}

/** Sum of a b. */
export function dotRow(a: usize, b: usize, n: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i = 0; i < n; i += 4) {
    const product = keepFirst(f32x4.mul(v128.load(a + (i << 2)), v128.load(b + (i << 2))), n - i);
    low = f64x2.add(low, promoteLow(product));
    high = f64x2.add(high, promoteHigh(product));
  }
  return sumPair(f64x2.add(low, high));
}

/** Sum of (x - centre)^2. */
export function squaresRow(x: usize, n: i32, centre: f32): f64 {
  const centres = f32x4.splat(centre);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i = 0; i < n; i += 4) {
    const offset = f32x4.sub(v128.load(x + (i << 2)), centres);
    const product = keepFirst(f32x4.mul(offset, offset), n - i);
    low = f64x2.add(low, promoteLow(product));
    high = f64x2.add(high, promoteHigh(product));
  }
  return sumPair(f64x2.add(low, high));
}
