import * as math from "../math/index.js";
import { map, mapBackward } from "./map.js";
import type { Floats } from "./types.js";

const SQRT_HALF = Math.sqrt(0.5);
const INVERSE_SQRT_2PI = 0.3989422804014327; // 1/√(2π)
const SQRT_2_OVER_PI = 0.7978845608028654; // √(2/π)
const CUBIC = 0.044715;

/** Φ(x), the normal distribution function; through erfc, which keeps its digits in the left tail. */
function normalCdf(x: number): number {
  return 0.5 * math.erfc(-x * SQRT_HALF);
}

/** d/dx (x Φ(x)) = Φ(x) + x φ(x). */
function slope(x: number): number {
  return normalCdf(x) + x * INVERSE_SQRT_2PI * math.exp(-0.5 * x * x);
}

/** 0.5 x (1 + tanh u) = x sigmoid(2u), and sigmoid loses no digits in the left tail. */
function tanhForm(x: number): number {
  return x * math.sigmoid(2 * SQRT_2_OVER_PI * (x + CUBIC * x * x * x));
}

/** With s = sigmoid(2u): d/dx (x s) = s + x s (1 - s) 2u', and 1 - s = sigmoid(-2u). */
function tanhFormSlope(x: number): number {
  const twice = 2 * SQRT_2_OVER_PI * (x + CUBIC * x * x * x);
  const s = math.sigmoid(twice);
  return s + x * s * math.sigmoid(-twice) * 2 * SQRT_2_OVER_PI * (1 + 3 * CUBIC * x * x);
}

/** y = x Φ(x). Source: Hendrycks & Gimpel 2016, arXiv:1606.08415, section 2. */
export function gelu(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => x * normalCdf(x), x, y, begin, end);
}

/** dx = dy (Φ(x) + x φ(x)), the gradient of `gelu`. */
export function geluBackward(x: Floats, dy: Floats, dx: Floats, begin: number, end: number): void {
  mapBackward(slope, x, dy, dx, begin, end);
}

/** y = 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))). Source: Hendrycks & Gimpel 2016, arXiv:1606.08415, section 2. */
export function geluTanh(x: Floats, y: Floats, begin: number, end: number): void {
  map(tanhForm, x, y, begin, end);
}

/** The gradient of `geluTanh`. */
export function geluTanhBackward(x: Floats, dy: Floats, dx: Floats, begin: number, end: number): void {
  mapBackward(tanhFormSlope, x, dy, dx, begin, end);
}
