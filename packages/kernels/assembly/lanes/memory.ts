/*
 * The last one to three floats of a row. Loads may read past a row's end (the allocator keeps a cache line free at the end
 * of memory for that); stores never write there.
 */

/** Stays inlined: a call here would take a loop's constants out of their registers, a quarter of its time. */
export function storePart(address: usize, part: v128, count: i32): void {
  v128.store_lane<u32>(address, part, 0);
  if (count > 1) v128.store_lane<u32>(address, part, 1, 4);
  if (count > 2) v128.store_lane<u32>(address, part, 2, 8);
}

/** Stores four floats, or the first `count` where those are fewer. */
export function storeUpTo(address: usize, value: v128, count: i32): void {
  if (count >= 4) v128.store(address, value);
  else storePart(address, value, count);
}

const masks = memory.data<i32>([-1, -1, -1, -1, 0, 0, 0, 0]);

/** The lanes below `count` as they are, zeros above. */
export function keepFirst(value: v128, count: i32): v128 {
  return count >= 4 ? value : v128.and(value, v128.load(masks + ((4 - count) << 2)));
}

/** The lanes below `count` as they are, those of `other` above. */
export function firstOr(value: v128, other: v128, count: i32): v128 {
  return count >= 4 ? value : v128.bitselect(value, other, v128.load(masks + ((4 - count) << 2)));
}

/** Stores the columns of four rows as rows, `step` bytes apart. */
export function storeSquare(to: usize, step: i32, a: v128, b: v128, c: v128, d: v128): void {
  const lowAB = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const highAB = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const lowCD = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const highCD = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(lowAB, lowCD, 0, 2));
  v128.store(to + step, i64x2.shuffle(lowAB, lowCD, 1, 3));
  v128.store(to + 2 * step, i64x2.shuffle(highAB, highCD, 0, 2));
  v128.store(to + 3 * step, i64x2.shuffle(highAB, highCD, 1, 3));
}

/** Four bytes as integers. */
export function bytesAsIntegers(address: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(address)));
}

/** Eight neighbouring floats. */
export function put(address: usize, low: v128, high: v128): void {
  v128.store(address, low);
  v128.store(address, high, 16);
}

/** Adds to eight neighbouring floats. */
export function putSum(address: usize, low: v128, high: v128): void {
  v128.store(address, f32x4.add(v128.load(address), low));
  v128.store(address, f32x4.add(v128.load(address, 16), high), 16);
}
