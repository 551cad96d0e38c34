import { narrow, promoteLow } from "../lanes/arithmetic";
import { storeUpTo } from "../lanes/memory";

/** Sums of `count` neighbouring columns, eight at a time, held as doubles. */
export function sumColumns(x: usize, y: usize, n: i32, inner: i32, count: i32): void {
  const row = inner << 2;
  for (; count > 0; count -= 8) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let k = 0, at = x; k < n; k++, at += row) {
      a = f64x2.add(a, promoteLow(v128.load64_zero(at)));
      b = f64x2.add(b, promoteLow(v128.load64_zero(at, 8)));
      c = f64x2.add(c, promoteLow(v128.load64_zero(at, 16)));
      d = f64x2.add(d, promoteLow(v128.load64_zero(at, 24)));
    }
    storeUpTo(y, narrow(a, b), count);
    if (count > 4) storeUpTo(y + 16, narrow(c, d), count - 4);
    x += 32;
    y += 32;
  }
}
