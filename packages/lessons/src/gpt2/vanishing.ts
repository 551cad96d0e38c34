import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { memoryScope, normal, Rng, type Tensor, tensor, zeros } from "@cairn-ml/tensor";

export const depth = 10;
export const factor = 0.2;
const width = 32;

export interface Vanishing {
  /** The derivative of ten multiplications by 0.2, by autograd. */
  readonly product: number;
  /** The same where each adds what came in: ten times x + 0.2 x. */
  readonly residual: number;
  /** Norms of the gradient in a network of ten layers: what reaches the numbers that `layersAbove` layers follow. */
  readonly norms: readonly { readonly layersAbove: number; readonly plain: number; readonly residual: number }[];
}

/** What is left of a gradient on its way down, with and without a path around each layer. */
export function measureVanishing(seed: number): Vanishing {
  const rng = new Rng(seed).fork("vanishing");
  const plain = gradientNorms(rng, false);
  const residual = gradientNorms(rng, true);
  return {
    product: slope((x) => x.mul(factor)),
    residual: slope((x) => x.add(x.mul(factor))),
    norms: plain.map((norm, i) => ({ layersAbove: depth - i, plain: norm, residual: residual[i]! })).reverse(),
  };
}

/** dy/dx of a function applied ten times, at x = 1. */
function slope(layer: (x: Tensor) => Tensor): number {
  using _ = memoryScope();
  const x = new Parameter(tensor(1));
  const { grads } = valueAndGrad([x], () => {
    let y: Tensor = x;
    for (let i = 0; i < depth; i++) y = layer(y);
    return y;
  });
  return grads[0]!.item();
}

/**
 * Norms of the gradient at the input, after the first layer, … and at the output, where it is 1. A layer is tanh(x W), with W so
 * small that it passes on about a fifth of a gradient.
 */
function gradientNorms(rng: Rng, residual: boolean): number[] {
  using _ = memoryScope();
  const weights = Array.from({ length: depth }, (_, i) =>
    normal(rng.fork("weight", i), [width, width], 0, factor / Math.sqrt(width)),
  );
  const input = normal(rng.fork("input"), [1, width], 0, 1);
  const direction = normal(rng.fork("direction"), [1, width], 0, 1);
  const asked = direction.div(direction.square().sum().sqrt());
  const nothing = Array.from({ length: depth + 1 }, () => new Parameter(zeros([1, width]))); // added: its gradient is that of the place
  const { grads } = valueAndGrad(nothing, () => {
    let x = input.add(nothing[0]!);
    weights.forEach((weight, i) => {
      const bent = x.matmul(weight).tanh();
      x = (residual ? x.add(bent) : bent).add(nothing[i + 1]!);
    });
    return x.mul(asked).sum();
  });
  return grads.map((grad) => grad.square().sum().sqrt().item());
}
