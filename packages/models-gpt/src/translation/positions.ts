import { Parameter } from "@cairn-ml/autograd";
import { arange, math, memoryScope, stack } from "@cairn-ml/tensor";

/**
 * A row of numbers for each position, waves of different lengths: sin and cos of p / 10000^(2i/C) side by side. Nothing here is
 * trained; it is a Parameter because those outlive the scopes of steps.
 *
 * Shapes: -> (T, C), C even
 * Source: Vaswani et al. 2017, arXiv:1706.03762, section 3.5.
 */
export function wavePositions(T: number, C: number): Parameter {
  using _ = memoryScope();
  const pairs = arange(0, C / 2, 1, { dtype: "float32" });
  const speeds = pairs.mul((-2 * math.log(10_000)) / C).exp(); // (C/2)
  const angles = arange(0, T, 1, { dtype: "float32" }).reshape([T, 1]).mul(speeds); // (T, C/2)
  return new Parameter(stack([angles.sin(), angles.cos()], 2).reshape([T, C]));
}
