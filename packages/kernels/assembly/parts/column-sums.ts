import { narrow, promoteHigh, promoteLow } from "../lanes/arithmetic";
import { storeUpTo } from "../lanes/memory";

/** Sums of `count` neighbouring columns, sixteen at a time: a cache line of each row, held as doubles. */
export function sumColumns(x: usize, y: usize, n: i32, inner: i32, count: i32): void {
  const row = inner << 2;
  for (; count > 8; count -= 16) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    let e = f64x2.splat(0);
    let f = f64x2.splat(0);
    let g = f64x2.splat(0);
    let h = f64x2.splat(0);
    for (let k = 0, at = x; k < n; k++, at += row) {
      a = f64x2.add(a, promoteLow(v128.load64_zero(at)));
      b = f64x2.add(b, promoteLow(v128.load64_zero(at, 8)));
      c = f64x2.add(c, promoteLow(v128.load64_zero(at, 16)));
      d = f64x2.add(d, promoteLow(v128.load64_zero(at, 24)));
      e = f64x2.add(e, promoteLow(v128.load64_zero(at, 32)));
      f = f64x2.add(f, promoteLow(v128.load64_zero(at, 40)));
      g = f64x2.add(g, promoteLow(v128.load64_zero(at, 48)));
      h = f64x2.add(h, promoteLow(v128.load64_zero(at, 56)));
    }
    v128.store(y, narrow(a, b));
    v128.store(y, narrow(c, d), 16);
    storeUpTo(y + 32, narrow(e, f), count - 8);
    if (count > 12) storeUpTo(y + 48, narrow(g, h), count - 12);
    x += 64;
    y += 64;
  }
  for (; count > 0; count -= 4) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    for (let k = 0, at = x; k < n; k++, at += row) {
      const lanes = v128.load(at);
      a = f64x2.add(a, promoteLow(lanes));
      b = f64x2.add(b, promoteHigh(lanes));
    }
    storeUpTo(y, narrow(a, b), count);
    x += 16;
    y += 16;
  }
}
