import { constant, madd, select } from "./arithmetic";

/*
 * log(x) = e ln 2 + log(1 + f), x = 2^e (1 + f), sqrt(1/2) <= 1 + f < sqrt 2, log(1 + f) = f - f^2/2 + f^3 p(f).
 * p: minimax of degree 8, relative error of log(1 + f) 2^-30 (golden/minimax.py).
 */
const table = memory.data<f32>([
  0.3333331260425918,
  -0.25000009600033346,
  0.20002118645818232,
  -0.1666799580625459,
  0.1421955258105419,
  -0.12405589930726672,
  0.1188816172558616,
  -0.11675645522458897,
  0.06746633947492535,
  0.693359375,
  -2.1219444005469057e-4, // ln 2 = high + low
  0.5,
  1.0,
  8388608.0,
  23.0,
  1.17549435e-38, // 2^23 lifts what is below 2^-126
]);
const bits = memory.data<i32>([0x3f3504f3, 0x007fffff, 0x7f800000]); // sqrt(1/2), the mantissa, infinity

/** log(x), at most 1 ulp off. log(0) = -inf; NaN below 0. */
export function logLanes(x: v128): v128 {
  const one = constant(table, 12);
  const subnormal = f32x4.lt(x, constant(table, 15));
  const lifted = select(subnormal, f32x4.mul(x, constant(table, 13)), x);
  const offset = i32x4.sub(lifted, constant(bits, 0)); // so that the exponent changes at sqrt(1/2)
  let e = f32x4.convert_i32x4_s(i32x4.shr_s(offset, 23));
  e = f32x4.sub(e, v128.and(subnormal, constant(table, 14)));
  const mantissa = i32x4.add(v128.and(offset, constant(bits, 1)), constant(bits, 0));
  const f = f32x4.sub(mantissa, one);
  const square = f32x4.mul(f, f);
  const fourth = f32x4.mul(square, square);
  const p01 = madd(constant(table, 1), f, constant(table, 0));
  const p23 = madd(constant(table, 3), f, constant(table, 2));
  const p45 = madd(constant(table, 5), f, constant(table, 4));
  const p67 = madd(constant(table, 7), f, constant(table, 6));
  const p4to8 = madd(constant(table, 8), fourth, madd(p67, square, p45)); // in pairs: a short chain
  const p = madd(p4to8, fourth, madd(p23, square, p01));
  let y = f32x4.mul(f32x4.mul(f, square), p);
  y = madd(e, constant(table, 10), y);
  y = f32x4.sub(y, f32x4.mul(square, constant(table, 11)));
  y = madd(e, constant(table, 9), f32x4.add(f, y));
  // the edges: x itself for +inf and NaN, -inf at 0, NaN below
  const infinity = constant(bits, 2);
  y = select(f32x4.lt(x, infinity), y, x);
  y = select(f32x4.eq(x, f32x4.sub(one, one)), f32x4.neg(infinity), y);
  return v128.or(y, f32x4.lt(x, f32x4.sub(one, one)));
}
