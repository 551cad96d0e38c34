import { empty } from "../../creation.js";
import { ShapeError } from "../../errors.js";
import { formatShape, normalizeAxis } from "../../shape.js";
import { record } from "../../tape.js";
import type { Tensor } from "../../tensor.js";
import type { Range } from "../slice.js";
import { strided, view } from "../support/strided.js";

/**
 * Tensors one after the other along an axis.
 *
 * Shapes: (a, n), (b, n) -> (a + b, n)
 * Throws: ShapeError unless the other axes are equal.
 */
export function concat(tensors: readonly Tensor[], axis: number = 0): Tensor {
  const first = tensors[0];
  if (!first)
    throw new ShapeError("concat", "there is nothing to join.", { given: "no tensor", expected: "one at least" });
  const along = normalizeAxis("concat", axis, first.ndim);
  for (const x of tensors) {
    if (x.ndim !== first.ndim || x.shape.some((n, i) => i !== along && n !== first.shape[i])) {
      throw new ShapeError("concat", "the shapes do not fit.", {
        given: tensors.map((t) => formatShape(t.shape)).join(", "),
        expected: `equal sizes but in axis ${along}`,
      });
    }
  }
  const shape = [...first.shape];
  shape[along] = tensors.reduce((n, x) => n + x.shape[along]!, 0);
  const y = empty(shape, first.dtype, first.device);
  const ranges: Range[][] = [];
  let at = 0;
  for (const x of tensors) {
    strided(x, view(y, x.shape, y.strides, y.offset + at * y.strides[along]!), "concat");
    const range: Range = [at, (at += x.shape[along]!)];
    ranges.push(shape.map((_, i) => (i === along ? range : null)));
  }
  return record(y, tensors, (dy) => ranges.map((range) => dy.slice(range)));
}
