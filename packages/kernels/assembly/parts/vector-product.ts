import { madd } from "../lanes/arithmetic";
import { keepFirst, storeUpTo } from "../lanes/memory";

/**
 * y (N) = a (K) B: rows of B added up where they are contiguous, dot products with its columns where those are. N may be a
 * part of the columns, so nothing may hang on it.
 */
export function vectorProduct(a: usize, b: usize, y: usize, N: i32, K: i32, aCol: i32, bRow: i32, bCol: i32): void {
  if (bCol === 1) addRows(a, b, y, N, K, aCol << 2, bRow << 2);
  else if (bRow === 1 && aCol === 1) dotColumns(a, b, y, N, K, bCol << 2);
  else {
    for (let n = 0; n < N; n++) addRows(a, b + ((n * bCol) << 2), y + (n << 2), 1, K, aCol << 2, bRow << 2);
  }
}

/** y = sum over k of a[k] (row k of b), four rows in one pass over y. Strides in bytes. */
function addRows(a: usize, b: usize, y: usize, N: i32, K: i32, aCol: i32, bRow: i32): void {
  let k = 0;
  for (; k + 4 <= K; k += 4) {
    const a0 = v128.load32_splat(a);
    const a1 = v128.load32_splat(a + aCol);
    const a2 = v128.load32_splat(a + 2 * aCol);
    const a3 = v128.load32_splat(a + 3 * aCol);
    for (let n = 0; n < N; n += 4) {
      const at = b + (n << 2);
      let sums = f32x4.mul(a0, v128.load(at));
      sums = madd(a1, v128.load(at + bRow), sums);
      sums = madd(a2, v128.load(at + 2 * bRow), sums);
      sums = madd(a3, v128.load(at + 3 * bRow), sums);
      if (k) sums = f32x4.add(v128.load(y + (n << 2)), sums);
      storeUpTo(y + (n << 2), sums, N - n);
    }
    a += aCol << 2;
    b += bRow << 2;
  }
  for (; k < K; k++) {
    const factor = v128.load32_splat(a);
    for (let n = 0; n < N; n += 4) {
      let sums = f32x4.mul(factor, v128.load(b + (n << 2)));
      if (k) sums = f32x4.add(v128.load(y + (n << 2)), sums);
      storeUpTo(y + (n << 2), sums, N - n);
    }
    a += aCol;
    b += bRow;
  }
}

/** y[n] = a . (column n of b), four columns at a time, in blocks of k so that long sums stay exact. */
function dotColumns(a: usize, b: usize, y: usize, N: i32, K: i32, bCol: i32): void {
  for (let n = 0; n < N; n += 4) {
    const last = min(3, N - n - 1);
    const b0 = b + n * bCol;
    const b1 = b0 + min(1, last) * bCol;
    const b2 = b0 + min(2, last) * bCol;
    const b3 = b0 + min(3, last) * bCol;
    let total = f32x4.splat(0);
    for (let k = 0; k < K; k += 512) {
      total = f32x4.add(total, dotBlock(a, b0, b1, b2, b3, k << 2, min(K, k + 512) << 2));
    }
    storeUpTo(y + (n << 2), total, N - n);
  }
}

function dotBlock(a: usize, b0: usize, b1: usize, b2: usize, b3: usize, first: i32, last: i32): v128 {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let at = first;
  for (; at + 16 <= last; at += 16) {
    const x = v128.load(a + at);
    s0 = madd(x, v128.load(b0 + at), s0);
    s1 = madd(x, v128.load(b1 + at), s1);
    s2 = madd(x, v128.load(b2 + at), s2);
    s3 = madd(x, v128.load(b3 + at), s3);
  }
  const left = (last - at) >> 2;
  if (left > 0) {
    const x = keepFirst(v128.load(a + at), left);
    s0 = f32x4.add(s0, keepFirst(f32x4.mul(x, v128.load(b0 + at)), left));
    s1 = f32x4.add(s1, keepFirst(f32x4.mul(x, v128.load(b1 + at)), left));
    s2 = f32x4.add(s2, keepFirst(f32x4.mul(x, v128.load(b2 + at)), left));
    s3 = f32x4.add(s3, keepFirst(f32x4.mul(x, v128.load(b3 + at)), left));
  }
  // the four sums of lanes, side by side
  const low = f32x4.add(i32x4.shuffle(s0, s1, 0, 4, 1, 5), i32x4.shuffle(s0, s1, 2, 6, 3, 7));
  const high = f32x4.add(i32x4.shuffle(s2, s3, 0, 4, 1, 5), i32x4.shuffle(s2, s3, 2, 6, 3, 7));
  return f32x4.add(i64x2.shuffle(low, high, 0, 2), i64x2.shuffle(low, high, 1, 3));
}
