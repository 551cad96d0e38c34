import { full, memoryScope, type Tensor, ValueError, zeros } from "@cairn-ml/tensor";

export interface ClippedGrads {
  /** The gradients, scaled so that their norm is at most the bound: new tensors. */
  readonly grads: Tensor[];
  /** Their norm before, a scalar. */
  readonly norm: Tensor;
}

const eps = 1e-6; // PyTorch's guard against a norm of zero

/**
 * Scales gradients down together so that the norm of all their elements, ‖g‖ = √(Σ gᵢ²), is at most `maxNorm`:
 * g ← g · min(1, maxNorm / (‖g‖ + 1e-6)). The direction stays. Nothing is read back from the device. A norm that is not
 * finite gives gradients that are not.
 *
 * Shapes: each gradient keeps its own; the norm is ().
 * Throws: ValueError unless maxNorm is above 0; Infinity measures only.
 * Source: Pascanu et al. 2013, arXiv:1211.5063, algorithm 1, as torch.nn.utils.clip_grad_norm_ has it.
 */
export function clipGradNorm(grads: readonly Tensor[], maxNorm: number): ClippedGrads {
  if (!(maxNorm > 0)) {
    throw new ValueError("clipGradNorm", "maxNorm is out of range.", {
      given: `maxNorm ${maxNorm}`,
      expected: "a number above 0",
    });
  }
  const [first, ...others] = grads;
  if (!first) return { grads: [], norm: zeros([]) };
  using scope = memoryScope();
  const squares = others.reduce((sum, g) => sum.add(g.square().sum()), first.square().sum());
  const norm = scope.keep(squares.sqrt());
  const factor = full([], maxNorm, { device: first.device }).div(norm.add(eps)).minimum(1);
  return { grads: grads.map((g) => scope.keep(g.mul(factor))), norm };
}
