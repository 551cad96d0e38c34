import * as math from "../math/index.js";
import { map } from "./map.js";
import type { Floats } from "./types.js";

/** y = -x. */
export function neg(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => -x, x, y, begin, end);
}

/** y = |x|. */
export function abs(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => Math.abs(x), x, y, begin, end);
}

/** y = -1, 0 or 1; NaN stays NaN. */
export function sign(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => Math.sign(x), x, y, begin, end);
}

/** y = x². */
export function square(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => x * x, x, y, begin, end);
}

/** y = √x; NaN below zero. */
export function sqrt(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => Math.sqrt(x), x, y, begin, end);
}

/** y = 1/√x. */
export function rsqrt(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => 1 / Math.sqrt(x), x, y, begin, end);
}

/** y = eˣ. */
export function exp(x: Floats, y: Floats, begin: number, end: number): void {
  map(math.exp, x, y, begin, end);
}

/** y = ln x; -inf at zero, NaN below. */
export function log(x: Floats, y: Floats, begin: number, end: number): void {
  map(math.log, x, y, begin, end);
}

/** y = tanh x. */
export function tanh(x: Floats, y: Floats, begin: number, end: number): void {
  map(math.tanh, x, y, begin, end);
}

/** y = 1/(1 + e⁻ˣ). */
export function sigmoid(x: Floats, y: Floats, begin: number, end: number): void {
  map(math.sigmoid, x, y, begin, end);
}

/** y = max(x, 0); NaN stays NaN. */
export function relu(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => Math.max(x, 0), x, y, begin, end);
}

/** y = erf x = 2/√π ∫₀ˣ e^(-t²) dt. */
export function erf(x: Floats, y: Floats, begin: number, end: number): void {
  map(math.erf, x, y, begin, end);
}

/** y = sin x, x in radians. */
export function sin(x: Floats, y: Floats, begin: number, end: number): void {
  map(math.sin, x, y, begin, end);
}

/** y = cos x, x in radians. */
export function cos(x: Floats, y: Floats, begin: number, end: number): void {
  map(math.cos, x, y, begin, end);
}

/** y = x/(1 + e⁻ˣ); NaN at -inf, as 0 · inf is. */
export function silu(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => x * math.sigmoid(x), x, y, begin, end);
}

/** y = the largest integer not above x. */
export function floor(x: Floats, y: Floats, begin: number, end: number): void {
  map((x) => Math.floor(x), x, y, begin, end);
}
