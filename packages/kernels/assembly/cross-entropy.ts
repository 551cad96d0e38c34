import { expNegative } from "./lanes/exp";
import { storeUpTo } from "./lanes/memory";
import { logSumExpRow } from "./parts/row-exp";

/** lse = log sum exp logits, loss = lse - logit[target]; 0 where the target is ignored. */
export function crossEntropy(
  logits: usize,
  targets: usize,
  losses: usize,
  lse: usize,
  cols: i32,
  ignoreIndex: i32,
  begin: i32,
  end: i32,
): void {
  for (let r = begin; r < end; r++) {
    const row = logits + ((r * cols) << 2);
    const target = load<i32>(targets + (r << 2));
    const logSum = logSumExpRow(row, cols);
    store<f32>(lse + (r << 2), logSum as f32);
    let loss: f32 = 0;
    if (target !== ignoreIndex) loss = (logSum - (load<f32>(row + (target << 2)) as f64)) as f32;
    store<f32>(losses + (r << 2), loss);
  }
}

/** dlogit = (exp(logit - lse) - [is target]) dloss; 0 in ignored rows. */
export function crossEntropyBackward(
  logits: usize,
  targets: usize,
  lse: usize,
  dlosses: usize,
  dlogits: usize,
  cols: i32,
  ignoreIndex: i32,
  begin: i32,
  end: i32,
): void {
  for (let r = begin; r < end; r++) {
    const at = (r * cols) << 2;
    const target = load<i32>(targets + (r << 2));
    if (target === ignoreIndex) {
      memory.fill(dlogits + at, 0, cols << 2);
      continue;
    }
    const logSum = load<f32>(lse + (r << 2));
    const scale = load<f32>(dlosses + (r << 2));
    const logSums = f32x4.splat(logSum);
    const scales = f32x4.splat(scale);
    for (let c = 0; c < cols; c += 4) {
      const here = at + (c << 2);
      const p = expNegative(f32x4.sub(v128.load(logits + here), logSums));
      storeUpTo(dlogits + here, f32x4.mul(p, scales), cols - c);
    }
    const hot = dlogits + at + (target << 2);
    store<f32>(hot, load<f32>(hot) - scale);
  }
}
