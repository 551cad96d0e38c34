import type { Floats } from "./types.js";

/**
 * One step of gradient descent on the parameters p with gradients g: s = g + weightDecay·p, then p ← p - lr·s. With b, the
 * decaying sum of gradients, b ← momentum·b + s comes first, and the step is b, or s + momentum·b where `nesterov` is not 0.
 *
 * Source: Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning", in PyTorch's form.
 */
export function sgd(
  p: Floats,
  g: Floats,
  b: Floats | null,
  lr: number,
  momentum: number,
  weightDecay: number,
  nesterov: number,
  begin: number,
  end: number,
): void {
  for (let i = begin; i < end; i++) {
    let step = g[i]! + weightDecay * p[i]!;
    if (b) {
      const sum = momentum * b[i]! + step;
      b[i] = sum;
      step = nesterov ? step + momentum * sum : sum;
    }
    p[i] = p[i]! - lr * step;
  }
}
