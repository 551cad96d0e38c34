import type { Floats } from "./types.js";

/**
 * One step of AdamW on the parameters p with gradients g and running means m of g and v of g²:
 * m ← β₁ m + (1-β₁) g, v ← β₂ v + (1-β₂) g², then p ← p - lr·weightDecay·p and
 * p ← p - (lr/correction1) m / (√(v/correction2) + eps). The corrections are 1 - βᵗ at step t = 1, 2, ...
 *
 * Source: Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2, in PyTorch's order.
 */
export function adamw(
  p: Floats,
  g: Floats,
  m: Floats,
  v: Floats,
  lr: number,
  beta1: number,
  beta2: number,
  eps: number,
  weightDecay: number,
  correction1: number,
  correction2: number,
  begin: number,
  end: number,
): void {
  for (let i = begin; i < end; i++) {
    const gradient = g[i]!;
    const first = beta1 * m[i]! + (1 - beta1) * gradient;
    const second = beta2 * v[i]! + (1 - beta2) * gradient * gradient;
    const decayed = p[i]! - lr * (weightDecay * p[i]!);
    p[i] = decayed - ((lr / correction1) * first) / (Math.sqrt(second / correction2) + eps);
    m[i] = first;
    v[i] = second;
  }
}
