import type { Floats } from "./types.js";

/** y[i] = value for i in [begin, end). */
export function fill(y: Floats, value: number, begin: number, end: number): void {
  y.fill(value, begin, end);
}

/** Integers as floats. */
export function castI32(x: Int32Array, y: Floats, begin: number, end: number): void {
  for (let i = begin; i < end; i++) y[i] = x[i]!;
}

/** Bytes as floats. */
export function castU8(x: Uint8Array, y: Floats, begin: number, end: number): void {
  for (let i = begin; i < end; i++) y[i] = x[i]!;
}

/** Floats as integers: cut towards zero, held at the ends of the int32 range, NaN -> 0 (WASM's `trunc_sat`). */
export function toI32(x: Floats, y: Int32Array, begin: number, end: number): void {
  for (let i = begin; i < end; i++) {
    const value = x[i]!;
    y[i] = Number.isNaN(value) ? 0 : Math.max(-2147483648, Math.min(2147483647, Math.trunc(value)));
  }
}
