import type { AnyArray } from "./types.js";

/**
 * Copies a four-dimensional box between any two layouts: y[Σ iₐ yₐ] = x[Σ iₐ xₐ] for i₀ in [begin, end) and iₐ < dₐ.
 * Strides count elements. Those of x may be 0 (repeats) or negative (x then points at the element that is read
 * first, and what lies before it in the same buffer is read too, as with an address).
 */
export function copy32<T extends AnyArray>(
  x: T,
  y: T,
  _d0: number,
  d1: number,
  d2: number,
  d3: number,
  x0: number,
  x1: number,
  x2: number,
  x3: number,
  y0: number,
  y1: number,
  y2: number,
  y3: number,
  begin: number,
  end: number,
): void {
  if (begin >= end || d1 === 0 || d2 === 0 || d3 === 0) return;
  const lowest =
    Math.min(0, (end - 1) * x0) + Math.min(0, (d1 - 1) * x1) + Math.min(0, (d2 - 1) * x2) + Math.min(0, (d3 - 1) * x3);
  const from = lowest < 0 ? widenBefore(x, -lowest) : x;
  for (let i0 = begin; i0 < end; i0++) {
    for (let i1 = 0; i1 < d1; i1++) {
      for (let i2 = 0; i2 < d2; i2++) {
        const xi = i0 * x0 + i1 * x1 + i2 * x2 - lowest;
        const yi = i0 * y0 + i1 * y1 + i2 * y2;
        for (let i3 = 0; i3 < d3; i3++) y[yi + i3 * y3] = from[xi + i3 * x3]!;
      }
    }
  }
}

/** The same array, begun `count` elements earlier in its buffer. */
function widenBefore<T extends AnyArray>(x: T, count: number): T {
  const View = x.constructor as new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T;
  return new View(x.buffer, x.byteOffset - count * x.BYTES_PER_ELEMENT, x.length + count);
}

/** `copy32` for bytes. */
export function copy8<T extends AnyArray>(
  x: T,
  y: T,
  d0: number,
  d1: number,
  d2: number,
  d3: number,
  x0: number,
  x1: number,
  x2: number,
  x3: number,
  y0: number,
  y1: number,
  y2: number,
  y3: number,
  begin: number,
  end: number,
): void {
  copy32(x, y, d0, d1, d2, d3, x0, x1, x2, x3, y0, y1, y2, y3, begin, end);
}
