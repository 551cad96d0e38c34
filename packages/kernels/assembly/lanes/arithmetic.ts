/** a * b + c, rounded once where relaxed SIMD is, else twice. */
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** c - a * b */
export function nmadd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_nmadd(a, b, c) : f32x4.sub(c, f32x4.mul(a, b));
}

/**
 * One float of a table in every lane. Constants come from memory because V8 builds a literal in place, inside the loop.
 */
export function constant(table: usize, index: usize): v128 {
  return v128.load32_splat(table + (index << 2));
}

/** The sum of two lanes. */
export function sumPair(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** Lanes 0 and 1 as doubles; lanes 2 and 3 with `promoteHigh`. Sums run in doubles, so that long ones stay exact. */
export function promoteLow(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

export function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3));
}

/** Two sums in doubles, further by four floats. */
export function addWide(sums: v128, x: v128): v128 {
  return f64x2.add(sums, f64x2.add(promoteLow(x), promoteHigh(x)));
}

/** The largest of four lanes; NaN where one is. */
export function maxLanes(x: v128): f32 {
  const half = f32x4.max(x, i32x4.shuffle(x, x, 2, 3, 2, 3));
  return f32x4.extract_lane(f32x4.max(half, i32x4.shuffle(half, half, 1, 1, 1, 1)), 0);
}

export function minLanes(x: v128): f32 {
  const half = f32x4.min(x, i32x4.shuffle(x, x, 2, 3, 2, 3));
  return f32x4.extract_lane(f32x4.min(half, i32x4.shuffle(half, half, 1, 1, 1, 1)), 0);
}

/** `ifTrue` where the mask's bits are set. */
export function select(mask: v128, ifTrue: v128, ifFalse: v128): v128 {
  return v128.bitselect(ifTrue, ifFalse, mask);
}

/** Four doubles as floats. */
export function narrow(low: v128, high: v128): v128 {
  return i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}
