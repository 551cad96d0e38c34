import { zeros } from "../creation.js";
import { ShapeError } from "../errors.js";
import { formatShape, type Shape } from "../shape.js";
import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { strided, view } from "./support/strided.js";

/** start, stop and step along an axis, as in Python; null takes all of it. */
export type Range = readonly [start: number, stop: number, step?: number] | null;

/**
 * A part of each axis: `x.slice([[1, 3], null])` has rows 1 and 2. Negative starts and stops count from the end; axes that are
 * not named are taken whole. A view.
 *
 * Shapes: (a, b) -> (a', b')
 * Throws: ShapeError for more ranges than axes, or a step that is not a positive integer.
 */
export function slice(x: Tensor, ranges: readonly Range[]): Tensor {
  const { shape, strides, offset } = locate(x, ranges);
  return record(view(x, shape, strides, offset), [x], (dy) => [placed(dy, x.shape, ranges)]);
}

/** Zeros of a shape, but for a part that is `x`: what the gradient of a slice is. Its own gradient is the slice. */
function placed(x: Tensor, shape: Shape, ranges: readonly Range[]): Tensor {
  const y = zeros(shape, { device: x.device });
  const part = locate(y, ranges);
  strided(x, view(y, part.shape, part.strides, part.offset));
  return record(y, [x], (dy) => [dy.slice(ranges)]);
}

function locate(x: Tensor, ranges: readonly Range[]): { shape: number[]; strides: number[]; offset: number } {
  if (ranges.length > x.ndim) {
    throw new ShapeError("slice", "there are more ranges than axes.", {
      given: `${ranges.length} ranges for ${formatShape(x.shape)}`,
      expected: `${x.ndim} at most`,
    });
  }
  const shape = [...x.shape];
  const strides = [...x.strides];
  let offset = x.offset;
  ranges.forEach((range, i) => {
    if (!range) return;
    const n = x.shape[i]!;
    const [start, stop, step = 1] = range;
    if (!Number.isInteger(step) || step < 1) {
      throw new ShapeError("slice", "the step is not a positive integer.", {
        given: `[${range}]`,
        expected: "[start, stop, step] with a step of 1 or more",
      });
    }
    if (![start, stop].every((at) => Number.isInteger(at) || Math.abs(at) === Infinity)) {
      throw new ShapeError("slice", "the range is not of integers.", {
        given: `[${start}, ${stop}]`,
        expected: "integers",
      });
    }
    const clamp = (at: number) => Math.min(Math.max(at < 0 ? at + n : at, 0), n);
    const first = clamp(start);
    shape[i] = Math.max(0, Math.ceil((clamp(stop) - first) / step));
    strides[i] = x.strides[i]! * step;
    offset += shape[i]! > 0 ? first * x.strides[i]! : 0;
  });
  return { shape, strides, offset };
}
