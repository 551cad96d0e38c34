import { assign, type DynamicNumber, type Tensor } from "@cairn-ml/tensor";

/** The numbers of one step, as the kernel `adamw` takes them. */
export interface AdamFactors {
  readonly lr: DynamicNumber;
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  readonly weightDecay: number;
  /** 1 - β₁ᵗ and 1 - β₂ᵗ: what the zero start has left of m and v. */
  readonly correction1: DynamicNumber;
  readonly correction2: DynamicNumber;
}

/**
 * One step of AdamW on one parameter, in one kernel; it changes p, m and v, the running means of g and g².
 *
 * Shapes: (...), (...), (...), (...), all alike
 */
export function adamwFused(p: Tensor, g: Tensor, m: Tensor, v: Tensor, factors: AdamFactors): void {
  const { lr, beta1, beta2, eps, weightDecay, correction1, correction2 } = factors;
  const dense = g.contiguous ? g : g.copy();
  p.device.launch("adamw", p.size, p, dense, m, v, lr, beta1, beta2, eps, weightDecay, correction1, correction2);
}

/**
 * The same by ops: what `adamwFused` is tested against.
 *
 *     m ← β₁ m + (1 - β₁) g        v ← β₂ v + (1 - β₂) g²
 *     p ← p - lr (m̂ / (√v̂ + ε) + weightDecay · p)        m̂ = m / (1 - β₁ᵗ), v̂ = v / (1 - β₂ᵗ)
 *
 * Source: Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2, with the decay scaled by lr as in PyTorch.
 */
export function adamwComposed(p: Tensor, g: Tensor, m: Tensor, v: Tensor, factors: AdamFactors): void {
  const { beta1, beta2, eps, weightDecay } = factors;
  const [lr, correction1, correction2] = [factors.lr, factors.correction1, factors.correction2].map(now) as [
    number,
    number,
    number,
  ];
  assign(m, m.mul(beta1).add(g.mul(1 - beta1)));
  assign(v, v.mul(beta2).add(g.mul(g).mul(1 - beta2)));
  const mHat = m.div(correction1);
  const vHat = v.div(correction2);
  const change = mHat.div(vHat.sqrt().add(eps)).add(p.mul(weightDecay));
  assign(p, p.sub(change.mul(lr)));
}

function now(x: DynamicNumber): number {
  return typeof x === "function" ? x() : x;
}
