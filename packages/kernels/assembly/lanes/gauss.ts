import { constant, madd, nmadd, select } from "./arithmetic";
import { expTable, powerOfTwo, tailPolynomial } from "./exp";

/*
 * The normal distribution's tail: Phi(-a) = exp(-a^2/2) t(1/(1 + a/4)), a >= 0.
 * t: minimax of degree 9 on [0, 14], relative error 2^-26 (golden/minimax.py).
 */
const table = memory.data<f32>([
  -2.1599953051732803e-5,
  0.10022899559918579,
  0.09482027527479005,
  0.12156782198191016,
  -0.020383700564136048,
  0.30448618215799356,
  -0.333468369006005,
  0.39500073482887005,
  -0.19617700933373464,
  0.033946661818769486,
  0.25,
  14.0, // past it the tail is 0
  0.5,
  0.3989422804014327,
  1.4142135623730951, // 1/sqrt(2 pi), sqrt 2
]);
const highBits = memory.data<i32>([0xfffff000 as i32]);
const erfTable = memory.data<f32>([
  1.1283791657267128, -0.3761262582421308, 0.11283585148406229, -0.026853811927888313, 0.005188327673700397,
  -0.0008010193533785524, 7.853861088974778e-5,
]);

/** exp(-a^2/2) with a^2 in two parts, since its rounding would be seen in the far tail. At most 2 ulp off; 0 past 13.2. */
export function bell(a: v128): v128 {
  const half = constant(table, 12);
  const high = v128.and(a, constant(highBits, 0));
  const square = f32x4.neg(f32x4.mul(f32x4.mul(high, high), half)); // exact
  const rest = f32x4.mul(f32x4.mul(f32x4.sub(high, a), f32x4.add(high, a)), half);
  const bounded = f32x4.pmax(square, constant(expTable, 12));
  const shifted = madd(bounded, constant(expTable, 0), constant(expTable, 1));
  const n = f32x4.sub(shifted, constant(expTable, 1));
  const r = f32x4.add(nmadd(n, constant(expTable, 3), nmadd(n, constant(expTable, 2), bounded)), rest);
  const rSquare = f32x4.mul(r, r);
  const e = f32x4.add(madd(rSquare, tailPolynomial(r, rSquare), r), constant(expTable, 9));
  return f32x4.mul(e, powerOfTwo(shifted));
}

/** Phi(-a) / exp(-a^2/2) for a >= 0. */
export function millsRatio(a: v128): v128 {
  const one = constant(expTable, 9);
  const t = f32x4.div(one, madd(a, constant(table, 10), one));
  const square = f32x4.mul(t, t);
  const fourth = f32x4.mul(square, square);
  const p01 = madd(constant(table, 1), t, constant(table, 0));
  const p23 = madd(constant(table, 3), t, constant(table, 2));
  const p45 = madd(constant(table, 5), t, constant(table, 4));
  const p67 = madd(constant(table, 7), t, constant(table, 6));
  const p89 = madd(constant(table, 9), t, constant(table, 8));
  const p4to9 = madd(madd(p89, square, p67), square, p45); // in pairs: a short chain
  return madd(p4to9, fourth, madd(p23, square, p01));
}

/** Phi(x) from the bell at |x|. */
export function normalFrom(x: v128, size: v128, bellAtSize: v128): v128 {
  const one = constant(expTable, 9);
  const tail = f32x4.mul(bellAtSize, millsRatio(size));
  return select(f32x4.lt(x, f32x4.sub(one, one)), tail, f32x4.sub(one, tail));
}

/** |x|, at most 14; NaN passes. */
export function boundedSize(x: v128): v128 {
  return f32x4.pmin(f32x4.abs(x), constant(table, 11));
}

/** x Phi(x), at most 8 ulp off; below 2^-126 it is 0. */
export function geluLanes(x: v128): v128 {
  const size = boundedSize(x);
  const phi = normalFrom(x, size, bell(size));
  return f32x4.mul(x, phi);
}

/** The derivative of gelu: Phi(x) + x exp(-x^2/2) / sqrt(2 pi). */
export function geluSlope(x: v128): v128 {
  const size = boundedSize(x);
  const density = bell(size);
  return madd(f32x4.mul(x, constant(table, 13)), density, normalFrom(x, size, density));
}

/** erf(x) = x p(x^2) for |x| <= 1, else 1 - 2 Phi(-sqrt 2 |x|) with x's sign. At most 3 ulp off. */
export function erfLanes(x: v128): v128 {
  const one = constant(expTable, 9);
  const sizeOf = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let p = madd(constant(erfTable, 6), square, constant(erfTable, 5));
  p = madd(p, square, constant(erfTable, 4));
  p = madd(p, square, constant(erfTable, 3));
  p = madd(p, square, constant(erfTable, 2));
  p = madd(p, square, constant(erfTable, 1));
  p = madd(p, square, constant(erfTable, 0)); // one by one: by pairs it would be half a unit worse
  const near = f32x4.mul(x, p);
  const a = f32x4.pmin(f32x4.mul(sizeOf, constant(table, 14)), constant(table, 11));
  const tail = f32x4.mul(bell(a), millsRatio(a));
  const far = f32x4.sub(one, f32x4.add(tail, tail));
  const signed = v128.bitselect(far, x, v128.not(f32x4.neg(f32x4.sub(one, one))));
  return select(f32x4.le(sizeOf, one), near, signed);
}
