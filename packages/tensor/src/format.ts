import type { TypedArray } from "./dtype.js";
import { formatShape, type Shape, sizeOf } from "./shape.js";
import type { Tensor } from "./tensor.js";

export type NestedArray = number | NestedArray[];

/** Row-major values as nested arrays. */
export function nestedArray(values: ArrayLike<number>, shape: Shape): NestedArray {
  let at = 0;
  const build = (axis: number): NestedArray => {
    if (axis === shape.length) return values[at++]!;
    return Array.from({ length: shape[axis]! }, () => build(axis + 1));
  };
  return build(0);
}

const edge = 3; // values shown at each end of a long axis
const longest = 1000; // elements; a larger tensor is abridged

/** `Tensor(float32, (2, 2)) [[1, 2], [3, 4]]`; the middle of a large tensor is left out. */
export function formatTensor(x: Tensor): string {
  const layout = { values: x.data(), shape: x.shape, abridge: x.size > longest };
  let width = 0;
  formatAxis(layout, 0, 0, (text) => {
    width = Math.max(width, text.length);
    return text;
  });
  const body = formatAxis(layout, 0, 0, (text) => (x.ndim > 1 ? text.padStart(width) : text));
  const head = `Tensor(${x.dtype}, ${formatShape(x.shape)})`;
  return x.ndim > 1 ? `${head}\n${body}` : `${head} ${body}`;
}

interface Layout {
  readonly values: TypedArray;
  readonly shape: Shape;
  readonly abridge: boolean;
}

/** The part that begins at element `at`; `align` is shown each number. */
function formatAxis(layout: Layout, axis: number, at: number, align: (text: string) => string): string {
  const { values, shape, abridge } = layout;
  if (axis === shape.length) return align(formatNumber(values[at]!));
  const n = shape[axis]!;
  const step = sizeOf(shape.slice(axis + 1));
  const parts: string[] = [];
  for (let i = 0; i < n; i++) {
    if (abridge && n > 2 * edge && i === edge) {
      parts.push("…");
      i = n - edge;
    }
    parts.push(formatAxis(layout, axis + 1, at + i * step, align));
  }
  const inner = axis === shape.length - 1;
  const separator = inner ? ", " : `,${"\n".repeat(shape.length - axis - 1)}${" ".repeat(axis + 1)}`;
  return `[${parts.join(separator)}]`;
}

/** Integers whole, else at most six significant digits, without trailing zeros. */
function formatNumber(value: number): string {
  const whole = Number.isInteger(value) && Math.abs(value) < 2 ** 53;
  return whole ? String(value) : String(Number(value.toPrecision(6)));
}
