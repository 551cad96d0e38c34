import { bytesAsIntegers, storeUpTo } from "./lanes/memory";

/** y = condition ? a : b, where any byte but 0 is true. */
export function where(condition: usize, a: usize, b: usize, y: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i += 4) {
    const at = i << 2;
    const isFalse = i32x4.eq(bytesAsIntegers(condition + i), i32x4.splat(0));
    storeUpTo(y + at, v128.bitselect(v128.load(b + at), v128.load(a + at), isFalse), end - i);
  }
}

/** y = value. */
export function fill(y: usize, value: f32, begin: i32, end: i32): void {
  const lanes = f32x4.splat(value);
  for (let i = begin; i < end; i += 4) storeUpTo(y + (i << 2), lanes, end - i);
}

/** Integers as floats. */
export function castI32(x: usize, y: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i += 4) storeUpTo(y + (i << 2), f32x4.convert_i32x4_s(v128.load(x + (i << 2))), end - i);
}

/** Bytes as floats. */
export function castU8(x: usize, y: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i += 4) storeUpTo(y + (i << 2), f32x4.convert_i32x4_s(bytesAsIntegers(x + i)), end - i);
}

/** Floats as integers, cut towards zero, held at the ends of the range; NaN is 0. */
export function toI32(x: usize, y: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i += 4)
    storeUpTo(y + (i << 2), i32x4.trunc_sat_f32x4_s(v128.load(x + (i << 2))), end - i);
}
