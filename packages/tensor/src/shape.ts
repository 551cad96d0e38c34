import { ShapeError } from "./errors.js";

export type Shape = readonly number[];

/** The number of elements: the product of the sizes, of those from axis `from` up to `to` where these are given. */
export function sizeOf(shape: Shape, from: number = 0, to: number = shape.length): number {
  let size = 1;
  for (let i = from; i < to; i++) size *= shape[i]!;
  return size;
}

/** Row-major strides, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i]!;
  }
  return strides;
}

/** True when the elements lie one after the other in row-major order. */
export function isContiguous(shape: Shape, strides: readonly number[]): boolean {
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== stride) return sizeOf(shape) === 0;
    stride *= shape[i]!;
  }
  return true;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** As Python writes a tuple: (2, 3), (4,), (). */
export function formatShape(shape: Shape): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

/**
 * The shape that two shapes have together: axes are aligned at the end, and an axis of size 1 is repeated.
 *
 * Throws: ShapeError when two sizes differ and neither is 1.
 */
export function broadcastShapes(op: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let i = 1; i <= rank; i++) {
    const m = a[a.length - i] ?? 1;
    const n = b[b.length - i] ?? 1;
    if (m !== n && m !== 1 && n !== 1) {
      throw new ShapeError(op, `cannot broadcast ${formatShape(a)} with ${formatShape(b)}.`, {
        given: `a ${formatShape(a)}, b ${formatShape(b)}`,
        expected: `axis ${-i} to be equal or 1 in both, not ${m} and ${n}`,
        fix: "reshape one of them so that the axes that belong together are aligned at the end",
      });
    }
    shape[rank - i] = m === 1 ? n : m;
  }
  return shape;
}

/** Turns an axis counted from the end (-1 is the last) into one counted from the start. */
export function normalizeAxis(op: string, axis: number, rank: number): number {
  const i = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || i < 0 || i >= rank) {
    throw new ShapeError(op, `axis ${axis} does not exist.`, {
      given: `axis ${axis}, a tensor of ${rank} ${rank === 1 ? "axis" : "axes"}`,
      expected: rank === 0 ? "no axis: a scalar has none" : `an integer from ${-rank} to ${rank - 1}`,
    });
  }
  return i;
}

/** A copy that nobody else can change. Throws unless every size is a non-negative integer. */
export function copiedShape(op: string, shape: Shape): Shape {
  for (const n of shape) {
    if (!Number.isInteger(n) || n < 0) {
      throw new ShapeError(op, `${formatShape(shape)} is not a shape.`, {
        given: formatShape(shape),
        expected: "non-negative integers",
      });
    }
  }
  return [...shape];
}
