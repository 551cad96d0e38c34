import { GradientError, ShapeError, ValueError } from "./errors.js";
import { strided } from "./ops/support/strided.js";
import { formatShape, sameShape } from "./shape.js";
import { mayOverlap } from "./storage.js";
import { isRecorded, recordNothing } from "./tape.js";
import type { Tensor } from "./tensor.js";

/**
 * Overwrites the contents of `target` by those of `source`: the one exception to tensors that never change. For optimisers,
 * weight loaders and caches. `target` may be a view, and may overlap `source`.
 *
 * Throws: ShapeError when the shapes differ; GradientError for tensors that are being differentiated, whose gradients need
 * the old contents; ValueError where two elements of `target` are one in memory.
 */
export function assign(target: Tensor, source: Tensor): void {
  if (!sameShape(target.shape, source.shape)) {
    throw new ShapeError("assign", "the shapes differ.", {
      given: `target ${formatShape(target.shape)}, source ${formatShape(source.shape)}`,
      expected: "equal shapes",
    });
  }
  if (target.strides.some((stride, i) => stride === 0 && target.shape[i]! > 1)) {
    throw new ValueError("assign", "the target repeats its elements.", {
      given: `a target ${formatShape(target.shape)} that expand() made`,
      expected: "an element in memory for each element of the target",
      fix: "assign to the tensor that was expanded",
    });
  }
  if (isRecorded(target)) {
    throw new GradientError("assign", "changes a tensor that is being differentiated.", {
      given: `a target ${formatShape(target.shape)} that a tape follows`,
      expected: "a target that no gradient depends on",
      fix: "assign after valueAndGrad has returned",
    });
  }
  recordNothing("assign", target, [source]);
  if (mayOverlap(target.storage, source.storage)) {
    using whole = source.copy();
    strided(whole, target, "assign");
  } else {
    strided(source, target, "assign");
  }
}
