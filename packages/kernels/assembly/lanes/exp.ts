import { constant, madd, nmadd } from "./arithmetic";

/*
 * exp(x) = 2^n exp(r) with n = round(x / ln 2), r = x - n ln 2 in two parts (Cody & Waite), |r| <= ln 2 / 2, and
 * exp(r) = 1 + r + r^2 p(r). p: minimax of degree 4, relative error of exp(r) 2^-28 (golden/minimax.py).
 * Adding 1.5 * 2^23 rounds to an integer and leaves n in the low bits.
 */
export const expTable = memory.data<f32>([
  1.4426950408889634,
  12582912.0,
  0.693359375,
  -2.1219444005469057e-4, // 1/ln 2, 1.5 * 2^23, ln 2 = high + low
  0.0013951719972908028,
  0.008369598199645275,
  0.04166618724434767,
  0.16666512890726703,
  0.5000000100989734,
  1.0,
  -104.0,
  89.0,
  -88.0,
]);

/** exp(x) for any x, at most 1.1 ulp off; gradual underflow included. */
export function expLanes(x: v128): v128 {
  const bounded = f32x4.pmin(f32x4.pmax(x, constant(expTable, 10)), constant(expTable, 11)); // NaN passes
  const shifted = madd(bounded, constant(expTable, 0), constant(expTable, 1));
  const scaled = reducedExp(bounded, shifted);
  // 2^n in two steps, since n may be beyond what one exponent holds
  const n = i32x4.sub(shifted, constant(expTable, 1));
  const half = i32x4.shr_s(n, 1);
  const first = i32x4.add(i32x4.shl(half, 23), constant(expTable, 9));
  const second = i32x4.add(i32x4.shl(i32x4.sub(n, half), 23), constant(expTable, 9));
  return f32x4.mul(f32x4.mul(scaled, first), second);
}

/** exp(x) for x <= 88; what would be below 2^-126 is 0. At most 1.1 ulp off. */
export function expNegative(x: v128): v128 {
  const bounded = f32x4.pmax(x, constant(expTable, 12));
  const shifted = madd(bounded, constant(expTable, 0), constant(expTable, 1));
  return f32x4.mul(reducedExp(bounded, shifted), powerOfTwo(shifted));
}

/** exp(x) - 1 for |x| <= 60, relatively exact near 0. */
export function expm1Lanes(x: v128): v128 {
  const shifted = madd(x, constant(expTable, 0), constant(expTable, 1));
  const scale = powerOfTwo(shifted);
  const r = remainder(x, shifted);
  const square = f32x4.mul(r, r);
  const small = madd(square, tailPolynomial(r, square), r); // exp(r) - 1
  return madd(scale, small, f32x4.sub(scale, constant(expTable, 9)));
}

/** 2^n from the bits of n + 1.5 * 2^23. */
export function powerOfTwo(shifted: v128): v128 {
  return i32x4.add(i32x4.shl(shifted, 23), constant(expTable, 9));
}

/** exp(x - n ln 2). */
export function reducedExp(x: v128, shifted: v128): v128 {
  const r = remainder(x, shifted);
  const square = f32x4.mul(r, r);
  return f32x4.add(madd(square, tailPolynomial(r, square), r), constant(expTable, 9));
}

export function remainder(x: v128, shifted: v128): v128 {
  const n = f32x4.sub(shifted, constant(expTable, 1));
  return nmadd(n, constant(expTable, 3), nmadd(n, constant(expTable, 2), x));
}

/** p(r), by pairs of terms: a chain of three additions where Horner's has four. */
export function tailPolynomial(r: v128, square: v128): v128 {
  const high = madd(constant(expTable, 5), r, constant(expTable, 6));
  const low = madd(constant(expTable, 7), r, constant(expTable, 8));
  return madd(madd(constant(expTable, 4), square, high), square, low);
}
