import { empty, emptyLike } from "../creation.js";
import { ShapeError } from "../errors.js";
import { formatShape, sameShape } from "../shape.js";
import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { checkIndices } from "./support/indices.js";
import { dense } from "./support/strided.js";
import { requireFloat } from "./support/unary.js";

export interface CrossEntropyOptions {
  /** Targets of this value count nothing. */
  readonly ignoreIndex?: number;
  readonly reduction?: "mean" | "sum" | "none";
  /** The share of the target that is spread evenly over all classes. */
  readonly labelSmoothing?: number;
}

/**
 * How surprised the model is by the right class: -ln softmax(logits)[target], over the rows that count.
 *
 * Shapes: (..., V), (...) -> (), or with reduction "none" -> (...)
 * Units: nats
 * DType: the targets are int32.
 */
export function crossEntropy(logits: Tensor, targets: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const { ignoreIndex = -100, reduction = "mean", labelSmoothing = 0 } = options;
  requireFloat("crossEntropy", logits);
  if (logits.ndim === 0 || !sameShape(logits.shape.slice(0, -1), targets.shape)) {
    throw new ShapeError("crossEntropy", "the targets do not fit the logits.", {
      given: `logits ${formatShape(logits.shape)}, targets ${formatShape(targets.shape)}`,
      expected: `targets ${formatShape(logits.shape.slice(0, -1))}: a class for each row`,
    });
  }
  const count = checkIndices("crossEntropy", targets, logits.shape[logits.ndim - 1]!, ignoreIndex);
  let losses = rowLosses(logits, targets, ignoreIndex);
  if (labelSmoothing > 0) {
    const counts = targets.astype(logits.dtype).notEqual(ignoreIndex).astype(logits.dtype);
    const even = logits.logSoftmax().mean(-1).neg().mul(counts);
    losses = losses.mul(1 - labelSmoothing).add(even.mul(labelSmoothing));
  }
  if (reduction === "none") return losses;
  if (reduction === "sum") return losses.sum();
  const counted = empty([], logits.dtype, logits.device);
  logits.device.launch("fill", 1, counted, count);
  return losses.sum().div(counted);
}

function rowLosses(logits: Tensor, targets: Tensor, ignoreIndex: number): Tensor {
  const V = logits.shape[logits.ndim - 1]!;
  const [x, t] = [dense(logits), dense(targets)];
  const losses = emptyLike(targets, logits.dtype);
  const lse = emptyLike(targets, logits.dtype); // ln Σ e^logit of each row
  logits.device.launch("crossEntropy", t.size, x, t, losses, lse, V, ignoreIndex);
  return record(losses, [logits], (dy) => {
    if (isRecorded(logits, dy)) return [composedBackward(logits, t, ignoreIndex, dy)];
    const dx = emptyLike(x);
    x.device.launch("crossEntropyBackward", t.size, x, t, lse, dense(dy), dx, V, ignoreIndex);
    return [dx];
  });
}

/** (softmax - one-hot) dy made of ops, so that it can be differentiated again. */
function composedBackward(logits: Tensor, targets: Tensor, ignoreIndex: number, dy: Tensor): Tensor {
  const V = logits.shape[logits.ndim - 1]!;
  const hot = emptyLike(logits);
  const rows = new Float64Array(hot.size);
  const counted = new Float64Array(targets.size);
  targets.data().forEach((t: number, i: number) => {
    if (t === ignoreIndex) return;
    counted[i] = 1;
    rows[i * V + t] = 1;
  });
  logits.device.write(hot.storage, 0, rows);
  const mask = empty([...targets.shape, 1], logits.dtype, logits.device);
  logits.device.write(mask.storage, 0, counted);
  return logits
    .softmax()
    .sub(hot)
    .mul(mask)
    .mul(dy.reshape([...targets.shape, 1]));
}
