import { emptyLike } from "../creation.js";
import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { lastAxis } from "./support/last-axis.js";
import { dense } from "./support/strided.js";

/**
 * Positive numbers that sum to 1 along an axis: yᵢ = e^xᵢ / Σⱼ e^xⱼ, without overflow.
 *
 * Shapes: (..., n, ...) -> (..., n, ...)
 */
export function softmax(x: Tensor, axis: number = -1): Tensor {
  return lastAxis("softmax", x, axis, (rows) => {
    const y = emptyLike(rows);
    const cols = rows.shape[rows.ndim - 1]!;
    if (y.size > 0) rows.device.launch("softmax", y.size / cols, dense(rows), y, cols);
    return record(y, [rows], (dy) => {
      const weighted = () => dy.mul(y);
      if (isRecorded(y, dy)) return [weighted().sub(y.mul(weighted().sum(-1, { keepdims: true })))];
      const dx = emptyLike(y);
      if (y.size > 0) y.device.launch("softmaxBackward", y.size / cols, y, dense(dy), dx, cols);
      return [dx];
    });
  });
}
