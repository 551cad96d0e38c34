import { ShapeError } from "./errors.js";
import { strided } from "./ops/support/strided.js";
import { formatShape, sameShape } from "./shape.js";
import type { Tensor } from "./tensor.js";

/**
 * Overwrites the contents of `target` by those of `source`: the one exception to tensors that never change. For optimisers,
 * weight loaders and caches. `target` may be a view.
 *
 * Throws: ShapeError when the shapes differ.
 */
export function assign(target: Tensor, source: Tensor): void {
  if (!sameShape(target.shape, source.shape)) {
    throw new ShapeError("assign", "the shapes differ.", {
      given: `target ${formatShape(target.shape)}, source ${formatShape(source.shape)}`,
      expected: "equal shapes",
    });
  }
  strided(source, target);
}
