import { addWide, promoteLow, sumPair } from "../lanes/arithmetic";
import { keepFirst } from "../lanes/memory";

/** Elements that are added up as floats, in four lanes, before the sum goes on in doubles: sixteen terms a lane. */
export const blockOfSum: i32 = 64;

/*
 * Sums over a row of n floats, in doubles or in short blocks of floats, so that a million terms stay within 1e-6 of the sum of their sizes. The order
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
  let total = f64x2.splat(0);
  for (let i = 0; i < n; ) {
    let sums = f32x4.splat(0);
    const stop = min(n, i + blockOfSum);
    for (; i < stop; i += 4) {
      sums = f32x4.add(sums, keepFirst(f32x4.mul(v128.load(a + (i << 2)), v128.load(b + (i << 2))), n - i));
    }
    total = addWide(total, sums);
  }
  return sumPair(total);
}
