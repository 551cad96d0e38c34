import { constant, madd } from "../lanes/arithmetic";

const bits = memory.data<u32>([0x8fffe000]);

/**
 * The products of `count` rows of float16 with one row of float32, which must come 2^112 times as large: a float16 whose exponent
 * and fraction are moved to where a float32 has them is 2^-112 times itself, subnormal ones too. A row takes `bytes`, a multiple
 * of 16, and is followed by the next.
 */
export function products(rows: usize, query: usize, results: usize, bytes: usize, count: usize): void {
  const mask = constant(bits, 0);
  for (let i: usize = 0; i < count; i++) {
    const row = rows + i * bytes;
    let low = f32x4.splat(0);
    let high = low;
    for (let k: usize = 0; k < bytes; k += 16) {
      const halves = v128.load(row + k);
      const first = v128.and(i32x4.shl(i32x4.extend_low_i16x8_s(halves), 13), mask); // sign, exponent, fraction
      const second = v128.and(i32x4.shl(i32x4.extend_high_i16x8_s(halves), 13), mask);
      low = madd(first, v128.load(query + 2 * k), low);
      high = madd(second, v128.load(query + 2 * k, 16), high);
    }
    const sum = f32x4.add(low, high);
    const pair = f32x4.add(sum, i32x4.shuffle(sum, sum, 2, 3, 2, 3));
    store<f32>(results + (i << 2), f32x4.extract_lane(pair, 0) + f32x4.extract_lane(pair, 1));
  }
}
