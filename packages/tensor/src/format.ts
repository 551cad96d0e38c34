import type { TypedArray } from "./dtype.js";
import { formatShape, type Shape } from "./shape.js";
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
  const abridge = x.size > longest;
  const values = x.data();
  const width = columnWidth(values, abridge);
  const body = formatAxis(values, x.shape, 0, 0, abridge, width);
  const head = `Tensor(${x.dtype}, ${formatShape(x.shape)})`;
  return x.ndim > 1 ? `${head}\n${body}` : `${head} ${body}`;
}

function formatAxis(v: TypedArray, shape: Shape, axis: number, at: number, abridge: boolean, width: number): string {
  if (axis === shape.length) return formatNumber(v[at]!);
  const n = shape[axis]!;
  let step = 1;
  for (let i = axis + 1; i < shape.length; i++) step *= shape[i]!;
  const inner = axis === shape.length - 1;
  const parts: string[] = [];
  for (let i = 0; i < n; i++) {
    if (abridge && n > 2 * edge && i === edge) {
      parts.push("…");
      i = n - edge;
    }
    const text = formatAxis(v, shape, axis + 1, at + i * step, abridge, width);
    parts.push(inner && shape.length > 1 ? text.padStart(width) : text);
  }
  const separator = inner ? ", " : `,${"\n".repeat(shape.length - axis - 1)}${" ".repeat(axis + 1)}`;
  return `[${parts.join(separator)}]`;
}

function columnWidth(values: TypedArray, abridge: boolean): number {
  let width = 0;
  const shown = abridge ? values.subarray(0, longest) : values;
  for (const value of shown) width = Math.max(width, formatNumber(value).length);
  return width;
}

/** Integers whole, else at most six significant digits, without trailing zeros. */
function formatNumber(value: number): string {
  const whole = Number.isInteger(value) && Math.abs(value) < 2 ** 53;
  return whole ? String(value) : String(Number(value.toPrecision(6)));
}
