import { madd } from "../lanes/arithmetic";
import { storeUpTo } from "../lanes/memory";

const fewColumns = 12; // their sums stay in registers
const longRow = 512; // numbers in a row, or column, that is read to its end before the next
const blockK = 512; // long sums are made of sums of so many products, so that they stay exact

/**
 * y (cols) = a (K) B, a part of the N columns of a product: rows of B added up where they are contiguous, dot products with
 * its columns where those are.
 */
export function vectorProduct(
  a: usize,
  b: usize,
  y: usize,
  N: i32,
  cols: i32,
  K: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
): void {
  if (bCol === 1 && N > fewColumns) addRows(a, b, y, cols, K, aCol << 2, bRow << 2, N < longRow ? K & ~3 : 0);
  else if (bRow === 1 && aCol === 1 && K > 1) dotColumns(a, b, y, cols, K, bCol << 2);
  else if (bCol === 1) sumRows(a, b, y, cols, K, aCol << 2, bRow << 2);
  else {
    for (let n = 0; n < cols; n++) sumRows(a, b + ((n * bCol) << 2), y + (n << 2), 1, K, aCol << 2, bRow << 2);
  }
}

/**
 * y = sum over k of a[k] (row k of b). The first `byFour` rows are taken four at a time, so that y is read and written less often; long
 * rows are taken one by one: memory is what they wait for, and one long walk through it is twice as fast as several at once.
 * Strides in bytes.
 */
function addRows(a: usize, b: usize, y: usize, N: i32, K: i32, aCol: i32, bRow: i32, byFour: i32): void {
  memory.fill(y, 0, N << 2);
  let k = 0;
  for (; k < byFour; k += 4) {
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
      storeUpTo(y + (n << 2), f32x4.add(v128.load(y + (n << 2)), sums), N - n);
    }
    a += aCol << 2;
    b += bRow << 2;
  }
  for (; k < K; k++) {
    const factor = v128.load32_splat(a);
    let n = 0;
    for (; n + 16 <= N; n += 16) {
      const from = b + (n << 2);
      const to = y + (n << 2);
      v128.store(to, madd(factor, v128.load(from), v128.load(to)));
      v128.store(to, madd(factor, v128.load(from, 16), v128.load(to, 16)), 16);
      v128.store(to, madd(factor, v128.load(from, 32), v128.load(to, 32)), 32);
      v128.store(to, madd(factor, v128.load(from, 48), v128.load(to, 48)), 48);
    }
    for (; n < N; n += 4) {
      const to = y + (n << 2);
      storeUpTo(to, madd(factor, v128.load(b + (n << 2)), v128.load(to)), N - n);
    }
    a += aCol;
    b += bRow;
  }
}

/** The same for few columns: four sums for each, in registers, so that no addition waits for the one before. */
function sumRows(a: usize, b: usize, y: usize, N: i32, K: i32, aCol: i32, bRow: i32): void {
  for (let n = 0; n < N; n += 4) {
    let total = f32x4.splat(0);
    let x = a;
    let at = b + (n << 2);
    for (let k = 0; k < K; ) {
      const end = min(K, k + blockK);
      let s0 = f32x4.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      for (const whole = aCol === 4 ? end - 3 : 0; k < whole; k += 4) {
        const four = v128.load(x);
        s0 = madd(i32x4.shuffle(four, four, 0, 0, 0, 0), v128.load(at), s0);
        s1 = madd(i32x4.shuffle(four, four, 1, 1, 1, 1), v128.load(at + bRow), s1);
        s2 = madd(i32x4.shuffle(four, four, 2, 2, 2, 2), v128.load(at + 2 * bRow), s2);
        s3 = madd(i32x4.shuffle(four, four, 3, 3, 3, 3), v128.load(at + 3 * bRow), s3);
        x += 16;
        at += bRow << 2;
      }
      for (; k < end; k++) {
        s0 = madd(v128.load32_splat(x), v128.load(at), s0);
        x += aCol;
        at += bRow;
      }
      total = f32x4.add(total, f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
    }
    storeUpTo(y + (n << 2), total, N - n);
  }
}

/** y[n] = a . (column n of b): a vector along each column while that pays, then columns four by four. */
function dotColumns(a: usize, b: usize, y: usize, N: i32, K: i32, bCol: i32): void {
  let k = 0;
  if (K > 11) {
    k = K & ~3;
    if (K < longRow) dotFour(a, b, y, N, k << 2, bCol);
    else dotLong(a, b, y, N, k, bCol);
  } else if (K === 3 && bCol === 12) {
    const whole = N & ~3;
    dotThrees(a, b, y, whole);
    y += whole << 2;
    b += whole * 12;
    N -= whole;
  }
  for (; k < K; k += 4) dotShort(a + (k << 2), b + (k << 2), y, N, K - k, bCol, k > 0);
}

/** Four columns at a time, `bytes` of each, a multiple of 16. */
function dotFour(a: usize, b: usize, y: usize, N: i32, bytes: i32, bCol: i32): void {
  let c1 = bCol;
  let c2 = c1 + bCol;
  let c3 = c2 + bCol;
  for (; N > 0; N -= 4) {
    if (N < 4) {
      c3 = 0;
      if (N < 3) c2 = 0;
      if (N < 2) c1 = 0;
    }
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let at = 0; at < bytes; at += 16) {
      const x = v128.load(a + at);
      const column = b + at;
      s0 = madd(x, v128.load(column), s0);
      s1 = madd(x, v128.load(column + c1), s1);
      s2 = madd(x, v128.load(column + c2), s2);
      s3 = madd(x, v128.load(column + c3), s3);
    }
    // the four sums of lanes, side by side
    const low = f32x4.add(i32x4.shuffle(s0, s1, 0, 4, 1, 5), i32x4.shuffle(s0, s1, 2, 6, 3, 7));
    const high = f32x4.add(i32x4.shuffle(s2, s3, 0, 4, 1, 5), i32x4.shuffle(s2, s3, 2, 6, 3, 7));
    storeUpTo(y, f32x4.add(i64x2.shuffle(low, high, 0, 2), i64x2.shuffle(low, high, 1, 3)), N);
    b += bCol << 2;
    y += 16;
  }
}

/** Long columns, K a multiple of 4, one after the other: see `addRows`. */
function dotLong(a: usize, b: usize, y: usize, N: i32, K: i32, bCol: i32): void {
  for (const end = y + (N << 2); y < end; y += 4) {
    let total = f32x4.splat(0);
    for (let k = 0; k < K; k += blockK) {
      total = f32x4.add(total, dotBlock(a + (k << 2), b + (k << 2), min(K - k, blockK) << 2));
    }
    const pairs = f32x4.add(total, i32x4.shuffle(total, total, 2, 3, 2, 3));
    store<f32>(y, f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1));
    b += bCol;
  }
}

/** The first four products of K, or all: four columns are turned, so that each lane sums one. */
function dotShort(a: usize, b: usize, y: usize, N: i32, K: i32, bCol: i32, add: bool): void {
  const before = i32x4.splat(-i32(add)); // masks: what lies beyond K, and what is not to be added to, may be NaN
  const mask1 = i32x4.splat(-i32(K > 1));
  const mask2 = i32x4.splat(-i32(K > 2));
  const mask3 = i32x4.splat(-i32(K > 3));
  const a0 = v128.load32_splat(a);
  const a1 = v128.and(v128.load32_splat(a, 4), mask1);
  const a2 = v128.and(v128.load32_splat(a, 8), mask2);
  const a3 = v128.and(v128.load32_splat(a, 12), mask3);
  let c1 = bCol;
  let c2 = c1 + bCol;
  let c3 = c2 + bCol;
  for (; N > 0; N -= 4) {
    if (N < 4) {
      c3 = 0;
      if (N < 3) c2 = 0;
      if (N < 2) c1 = 0;
    }
    const r0 = v128.load(b);
    const r1 = v128.load(b + c1);
    const r2 = v128.load(b + c2);
    const r3 = v128.load(b + c3);
    const low01 = i32x4.shuffle(r0, r1, 0, 4, 1, 5);
    const low23 = i32x4.shuffle(r2, r3, 0, 4, 1, 5);
    const high01 = i32x4.shuffle(r0, r1, 2, 6, 3, 7);
    const high23 = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
    let total = madd(i64x2.shuffle(low01, low23, 0, 2), a0, v128.and(v128.load(y), before));
    total = madd(v128.and(i64x2.shuffle(low01, low23, 1, 3), mask1), a1, total);
    total = madd(v128.and(i64x2.shuffle(high01, high23, 0, 2), mask2), a2, total);
    total = madd(v128.and(i64x2.shuffle(high01, high23, 1, 3), mask3), a3, total);
    storeUpTo(y, total, N);
    b += bCol << 2;
    y += 16;
  }
}

/** The same for K = 3, columns side by side and N a multiple of 4: three vectors hold four columns. */
function dotThrees(a: usize, b: usize, y: usize, N: i32): void {
  const a0 = v128.load32_splat(a);
  const a1 = v128.load32_splat(a, 4);
  const a2 = v128.load32_splat(a, 8);
  for (const end = y + (N << 2); y < end; y += 16) {
    const p = v128.load(b);
    const q = v128.load(b, 16);
    const r = v128.load(b, 32);
    // each picks the lanes of one row, which a blend leaves in places of their own: columns 0 3 2 1, 1 0 3 2, 2 1 0 3
    const x0 = i32x4.shuffle(i32x4.shuffle(p, q, 0, 1, 6, 3), r, 0, 5, 2, 3);
    const x1 = i32x4.shuffle(i32x4.shuffle(p, q, 4, 1, 2, 7), r, 0, 1, 6, 3);
    const x2 = i32x4.shuffle(i32x4.shuffle(p, q, 0, 5, 2, 3), r, 4, 1, 2, 7);
    let total = f32x4.mul(x0, a0);
    total = madd(i32x4.shuffle(x1, x1, 1, 2, 3, 0), a1, total);
    total = madd(i32x4.shuffle(x2, x2, 2, 3, 0, 1), a2, total);
    v128.store(y, i32x4.shuffle(total, total, 0, 3, 2, 1));
    b += 48;
  }
}

/** The products of `bytes` of a and b in four lanes, to be summed. */
function dotBlock(a: usize, b: usize, bytes: i32): v128 {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let at = 0;
  for (; at + 64 <= bytes; at += 64) {
    s0 = madd(v128.load(a + at), v128.load(b + at), s0);
    s1 = madd(v128.load(a + at, 16), v128.load(b + at, 16), s1);
    s2 = madd(v128.load(a + at, 32), v128.load(b + at, 32), s2);
    s3 = madd(v128.load(a + at, 48), v128.load(b + at, 48), s3);
  }
  for (; at < bytes; at += 16) s0 = madd(v128.load(a + at), v128.load(b + at), s0);
  return f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
}
