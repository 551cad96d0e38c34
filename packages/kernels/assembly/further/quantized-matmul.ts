import { scratchBytes } from "../generated/layout";

const block = 512; // products of 127 and 32767 whose sum is an i32 for certain
const tiny: f32 = 1e-30; // what is below counts as 0: it has no reciprocal

/**
 * y[m, n] = bias[n] + scale[n] sum over k of x[m, k] w[n, k], for the columns n in [begin, end) of y. x (M, K) is float32, w (N, K)
 * int8. Each row of x is rounded to int16 by a scale of its own, so that the sums are sums of integers: exact, in blocks of k, and
 * twice as fast as converting w to floats would be.
 */
export function matmulQuantized(
  x: usize,
  w: usize,
  scale: usize,
  bias: usize,
  y: usize,
  M: i32,
  N: i32,
  K: i32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  const rowBytes = ((K + 15) & ~15) << 1;
  const most = ((scratchBytes as i32) - 64) / (rowBytes + 4); // rows of x at once
  if (most < 1) unreachable();
  const rows = scratch + ((most * 4 + 15) & ~15);
  for (let first = 0; first < M; first += most) {
    const count = min(most, M - first);
    for (let m = 0; m < count; m++) {
      const factor = roundRow(x + (((first + m) * K) << 2), rows + m * rowBytes, K);
      store<f32>(scratch + (m << 2), factor);
    }
    let m = 0;
    for (; m + 4 <= count; m += 4) {
      for (let n = begin; n < end; n++) {
        const sums = f32x4.mul(fourSums(rows + m * rowBytes, rowBytes, w + n * K, K), v128.load(scratch + (m << 2)));
        const values = f32x4.mul(sums, v128.load32_splat(scale + (n << 2)));
        const shift = bias ? v128.load32_splat(bias + (n << 2)) : f32x4.splat(0);
        const result = f32x4.add(values, shift);
        const to = y + (((first + m) * N + n) << 2);
        store<f32>(to, f32x4.extract_lane(result, 0));
        store<f32>(to + (N << 2), f32x4.extract_lane(result, 1));
        store<f32>(to + (N << 3), f32x4.extract_lane(result, 2));
        store<f32>(to + N * 12, f32x4.extract_lane(result, 3));
      }
    }
    for (; m < count; m++) {
      const factor = load<f32>(scratch + (m << 2));
      for (let n = begin; n < end; n++) {
        const value = sum(rows + m * rowBytes, w + n * K, K) * factor * load<f32>(scale + (n << 2));
        store<f32>(y + (((first + m) * N + n) << 2), value + (bias ? load<f32>(bias + (n << 2)) : 0));
      }
    }
  }
}

/** A row of x as int16, up to 32767 in size, zeros behind its end up to a multiple of 16. Returns its scale. */
function roundRow(x: usize, to: usize, K: i32): f32 {
  let large = f32x4.splat(0);
  const whole = K & ~7;
  let k = 0;
  for (; k < whole; k += 4) large = f32x4.max(large, f32x4.abs(v128.load(x + (k << 2))));
  for (; k < K; k++) large = f32x4.max(large, f32x4.abs(v128.load32_splat(x + (k << 2))));
  const pairs = f32x4.max(large, i32x4.shuffle(large, large, 2, 3, 2, 3));
  const largest = max<f32>(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
  const factor: f32 = largest > tiny ? 32767 / largest : 0;
  const factors = f32x4.splat(factor);
  for (k = 0; k < whole; k += 8) {
    const low = f32x4.nearest(f32x4.mul(v128.load(x + (k << 2)), factors));
    const high = f32x4.nearest(f32x4.mul(v128.load(x + (k << 2), 16), factors));
    v128.store(to + (k << 1), i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(low), i32x4.trunc_sat_f32x4_s(high)));
  }
  for (; k < K; k++) store<i16>(to + (k << 1), i32(nearest<f32>(load<f32>(x + (k << 2)) * factor)) as i16);
  for (; k & 15; k++) store<i16>(to + (k << 1), 0);
  return largest / 32767;
}

/** Sixteen bytes of a row of w by sixteen int16. What lies behind the row's end is multiplied by 0. */
function sum(x: usize, w: usize, K: i32): f32 {
  let total: f32 = 0;
  for (let first = 0; first < K; first += block) {
    let even = i32x4.splat(0);
    let odd = even;
    const end = min(K, first + block);
    for (let k = first; k < end; k += 16) {
      const bytes = v128.load(w + k);
      even = i32x4.add(even, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(bytes), v128.load(x + (k << 1))));
      odd = i32x4.add(odd, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(bytes), v128.load(x + (k << 1), 16)));
    }
    const four = i32x4.add(even, odd);
    const two = i32x4.add(four, i32x4.shuffle(four, four, 2, 3, 2, 3));
    total += (i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1)) as f32;
  }
  return total;
}

/** The same for four rows of x. */
function fourSums(x: usize, row: i32, w: usize, K: i32): v128 {
  let total = f32x4.splat(0);
  const x1 = x + row;
  const x2 = x1 + row;
  const x3 = x2 + row;
  for (let first = 0; first < K; first += block) {
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    const end = min(K, first + block);
    for (let k = first; k < end; k += 16) {
      const bytes = v128.load(w + k);
      const low = i16x8.extend_low_i8x16_s(bytes);
      const high = i16x8.extend_high_i8x16_s(bytes);
      const at = k << 1;
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(low, v128.load(x + at)));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(low, v128.load(x1 + at)));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(low, v128.load(x2 + at)));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(low, v128.load(x3 + at)));
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(high, v128.load(x + at, 16)));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(high, v128.load(x1 + at, 16)));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(high, v128.load(x2 + at, 16)));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(high, v128.load(x3 + at, 16)));
    }
    // the sums of lanes, side by side
    const low = i32x4.add(i32x4.shuffle(s0, s1, 0, 4, 1, 5), i32x4.shuffle(s0, s1, 2, 6, 3, 7));
    const high = i32x4.add(i32x4.shuffle(s2, s3, 0, 4, 1, 5), i32x4.shuffle(s2, s3, 2, 6, 3, 7));
    const sums = i32x4.add(i64x2.shuffle(low, high, 0, 2), i64x2.shuffle(low, high, 1, 3));
    total = f32x4.add(total, f32x4.convert_i32x4_s(sums));
  }
  return total;
}
