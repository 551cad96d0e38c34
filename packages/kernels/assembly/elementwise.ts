import { geluTanhSlope } from "./lanes/activation";
import { geluSlope } from "./lanes/gauss";
import { storeUpTo } from "./lanes/memory";
import { Unary, unary } from "./lanes/unary";

/** y = -x. */
export function neg(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Neg, x, y, begin, end);
}

/** y = |x|. */
export function abs(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Abs, x, y, begin, end);
}

/** y = -1, 0 or 1; NaN stays NaN. */
export function sign(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Sign, x, y, begin, end);
}

/** y = x^2. */
export function square(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Square, x, y, begin, end);
}

/** y = sqrt(x). */
export function sqrt(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Sqrt, x, y, begin, end);
}

/** y = 1/sqrt(x). */
export function rsqrt(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Rsqrt, x, y, begin, end);
}

/** y = e^x. */
export function exp(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Exp, x, y, begin, end);
}

/** y = ln x. */
export function log(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Log, x, y, begin, end);
}

/** y = tanh x. */
export function tanh(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Tanh, x, y, begin, end);
}

/** y = 1/(1 + e^-x). */
export function sigmoid(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Sigmoid, x, y, begin, end);
}

/** y = max(x, 0); NaN stays NaN. */
export function relu(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Relu, x, y, begin, end);
}

/** y = erf x. */
export function erf(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Erf, x, y, begin, end);
}

/** y = x Phi(x). */
export function gelu(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Gelu, x, y, begin, end);
}

/** gelu by its tanh approximation. */
export function geluTanh(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.GeluTanh, x, y, begin, end);
}

/** y = x/(1 + e^-x). */
export function silu(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Silu, x, y, begin, end);
}

/** y = the largest integer not above x. */
export function floor(x: usize, y: usize, begin: i32, end: i32): void {
  unary(Unary.Floor, x, y, begin, end);
}

/** dx = dy (Phi(x) + x phi(x)). */
export function geluBackward(x: usize, dy: usize, dx: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i += 4) {
    const at = i << 2;
    storeUpTo(dx + at, f32x4.mul(v128.load(dy + at), geluSlope(v128.load(x + at))), end - i);
  }
}

/** The gradient of geluTanh. */
export function geluTanhBackward(x: usize, dy: usize, dx: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i += 4) {
    const at = i << 2;
    storeUpTo(dx + at, f32x4.mul(v128.load(dy + at), geluTanhSlope(v128.load(x + at))), end - i);
  }
}
