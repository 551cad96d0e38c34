import { constant, madd, select } from "./arithmetic";
import { expm1Lanes, expNegative, expTable } from "./exp";

const table = memory.data<f32>([
  2.0,
  -0.0,
  9.1, // past 9.1 tanh rounds to 1
  1.5957691216057308,
  0.044715,
  0.134145,
  16.0, // 2 sqrt(2/pi), its cubic coefficient, three times that
]);

/** tanh(x) = (exp(2x) - 1) / (exp(2x) + 1), at most 3 ulp off. */
export function tanhLanes(x: v128): v128 {
  const sign = v128.and(x, constant(table, 1));
  const size = f32x4.pmin(f32x4.abs(x), constant(table, 2)); // NaN passes
  const e = expm1Lanes(f32x4.add(size, size));
  return v128.or(f32x4.div(e, f32x4.add(e, constant(table, 0))), sign);
}

/** 1 / (1 + exp(-x)), through exp(-|x|), so that nothing overflows. At most 3 ulp off; below 2^-126 it is 0. */
export function sigmoidLanes(x: v128): v128 {
  const one = constant(expTable, 9);
  const e = expNegative(v128.or(x, constant(table, 1)));
  const negative = f32x4.lt(x, f32x4.sub(one, one));
  return f32x4.div(select(negative, e, one), f32x4.add(one, e));
}

/** The slope 2u of the tanh approximation: x Phi(x) ~ x sigmoid(2u), u = sqrt(2/pi) (x + 0.044715 x^3). */
export function geluInner(x: v128): v128 {
  const cubic = madd(f32x4.mul(constant(table, 4), x), x, constant(expTable, 9));
  return f32x4.mul(f32x4.mul(constant(table, 3), x), cubic);
}

/** x / 2 (1 + tanh(u)). Off by at most 1e-6 of the value and 2e-9, as 2u is rounded. */
export function geluTanhLanes(x: v128): v128 {
  return f32x4.mul(x, sigmoidLanes(geluInner(x)));
}

/** The derivative of geluTanh: s + x s (1 - s) (2u)', s = sigmoid(2u), s (1 - s) = e/(1 + e)^2 with e = exp(-|2u|). */
export function geluTanhSlope(x: v128): v128 {
  const one = constant(expTable, 9);
  const e = expNegative(v128.or(geluInner(x), constant(table, 1)));
  const inverse = f32x4.div(one, f32x4.add(one, e));
  const small = f32x4.mul(e, inverse);
  const s = select(f32x4.lt(x, f32x4.sub(one, one)), small, inverse);
  const near = f32x4.pmin(f32x4.abs(x), constant(table, 6)); // past 16 s (1 - s) is 0 and x^2 must not overflow
  const rise = f32x4.mul(constant(table, 3), madd(f32x4.mul(constant(table, 5), near), near, one));
  return madd(f32x4.mul(f32x4.mul(x, small), inverse), rise, s);
}
