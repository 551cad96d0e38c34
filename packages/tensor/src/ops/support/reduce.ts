import type { reference } from "@cairn-ml/kernels";
import { empty } from "../../creation.js";
import { normalizeAxis, type Shape, sizeOf } from "../../shape.js";
import type { Tensor } from "../../tensor.js";
import { dense, reshaped } from "./strided.js";
import { requireFloat } from "./unary.js";

/** One axis, several, or all (null). */
export type Axes = number | readonly number[] | null;

export interface ReduceOptions {
  /** Leaves the reduced axes in the shape, with size 1. */
  readonly keepdims?: boolean;
}

/** The axes to reduce, counted from the start, in order. */
export function reducedAxes(op: string, x: Tensor, axis: Axes): number[] {
  if (axis === null) return x.shape.map((_, i) => i);
  if (typeof axis === "number") return [normalizeAxis(op, axis, x.ndim)];
  return [...new Set(axis.map((i) => normalizeAxis(op, i, x.ndim)))].sort((a, b) => a - b);
}

/** The shape with size 1 in the reduced axes. */
export function keptShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((n, i) => (axes.includes(i) ? 1 : n));
}

/** Runs a reducing kernel over neighbouring axes at a time, from the last; the axes are gone after. Not recorded. */
export function reduce(
  kernel: Extract<keyof typeof reference, "sum" | "max" | "min">,
  x: Tensor,
  axes: readonly number[],
): Tensor {
  requireFloat(kernel, x);
  let y = dense(x);
  for (let end = axes.length; end > 0; ) {
    let start = end - 1;
    while (start > 0 && axes[start - 1] === axes[start]! - 1) start--;
    const first = axes[start]!;
    const last = axes[end - 1]!;
    const outer = sizeOf(y.shape, 0, first);
    const n = sizeOf(y.shape, first, last + 1);
    const inner = sizeOf(y.shape, last + 1);
    const shape = y.shape.filter((_, i) => i < first || i > last);
    const z = empty(shape, x.dtype, x.device);
    x.device.launch(kernel, outer * inner, y, z, n, inner);
    y = z;
    end = start;
  }
  return y === x ? reshaped(x, x.shape) : y;
}
