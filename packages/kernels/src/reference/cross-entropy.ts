import * as math from "../math/index.js";
import { rowLogSumExp } from "./row-statistics.js";
import type { Floats } from "./types.js";

/**
 * Cross-entropy of each row of logits with its target class: lse = ln Σⱼ exp logitⱼ, loss = lse - logit[target],
 * and 0 where the target is `ignoreIndex`. Every other target must be in [0, cols): the caller checks.
 *
 * Shapes: (rows, cols), (rows) -> (rows), (rows)
 */
export function crossEntropy(
  logits: Floats,
  targets: Int32Array,
  losses: Floats,
  lse: Floats,
  cols: number,
  ignoreIndex: number,
  begin: number,
  end: number,
): void {
  for (let r = begin; r < end; r++) {
    const target = targets[r]!;
    const logSum = rowLogSumExp(logits, r * cols, cols);
    lse[r] = logSum;
    losses[r] = target === ignoreIndex ? 0 : logSum - logits[r * cols + target]!;
  }
}

/**
 * Gradient of `crossEntropy`: dlogitⱼ = (exp(logitⱼ - lse) - [j = target]) dloss, and 0 in ignored rows.
 *
 * Shapes: (rows, cols), (rows), (rows), (rows) -> (rows, cols)
 */
export function crossEntropyBackward(
  logits: Floats,
  targets: Int32Array,
  lse: Floats,
  dlosses: Floats,
  dlogits: Floats,
  cols: number,
  ignoreIndex: number,
  begin: number,
  end: number,
): void {
  for (let r = begin; r < end; r++) {
    const first = r * cols;
    const target = targets[r]!;
    if (target === ignoreIndex) {
      dlogits.fill(0, first, first + cols);
      continue;
    }
    for (let c = 0; c < cols; c++) {
      const probability = math.exp(logits[first + c]! - lse[r]!);
      dlogits[first + c] = (c === target ? probability - 1 : probability) * dlosses[r]!;
    }
  }
}
