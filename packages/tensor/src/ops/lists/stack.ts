import { ShapeError } from "../../errors.js";
import { formatShape, normalizeAxis, sameShape } from "../../shape.js";
import type { Tensor } from "../../tensor.js";
import { concat } from "./concat.js";

/**
 * Tensors of one shape side by side along a new axis.
 *
 * Shapes: n × (a, b) -> (n, a, b), or with axis 1 -> (a, n, b)
 */
export function stack(tensors: readonly Tensor[], axis: number = 0): Tensor {
  const along = normalizeAxis("stack", axis, (tensors[0]?.ndim ?? 0) + 1);
  if (tensors.length === 0 || !tensors.every((x) => sameShape(x.shape, tensors[0]!.shape))) {
    throw new ShapeError("stack", "the tensors are not of one shape.", {
      given: tensors.map((x) => formatShape(x.shape)).join(", ") || "no tensor",
      expected: "equal shapes, of one tensor at least",
    });
  }
  return concat(
    tensors.map((x) => x.reshape([...x.shape.slice(0, along), 1, ...x.shape.slice(along)])),
    along,
  );
}
