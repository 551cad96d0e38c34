import { emptyLike } from "../creation.js";
import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { lastAxis } from "./support/last-axis.js";
import { dense } from "./support/strided.js";

/**
 * The logarithm of the softmax along an axis: yᵢ = xᵢ - ln Σⱼ e^xⱼ, without overflow.
 *
 * Shapes: (..., n, ...) -> (..., n, ...)
 */
export function logSoftmax(x: Tensor, axis: number = -1): Tensor {
  return lastAxis("logSoftmax", x, axis, (rows) => {
    const y = emptyLike(rows);
    const cols = rows.shape[rows.ndim - 1]!;
    if (y.size > 0) rows.device.launch("logSoftmax", y.size / cols, dense(rows), y, cols);
    return record(y, [rows], (dy) => {
      if (isRecorded(y, dy)) return [dy.sub(y.exp().mul(dy.sum(-1, { keepdims: true })))];
      const dx = emptyLike(y);
      if (y.size > 0) y.device.launch("logSoftmaxBackward", y.size / cols, y, dense(dy), dx, cols);
      return [dx];
    });
  });
}
