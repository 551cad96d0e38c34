import { sub, type Tensor } from "@cairn-ml/tensor";

/**
 * The mean of -ln(the probability of what came out), y ln σ(z) + (1 - y) ln(1 - σ(z)) with the sign turned. It is computed
 * from the logits z as z (½ - y) + ½ |z| - ln σ(|z|), which is the same and stays finite for any z: a probability, once
 * rounded to 0 or 1, would have an infinite logarithm.
 *
 * Shapes: z (N, 1), y (N, 1) of zeros and ones -> ()
 * Units: nats
 */
export function logLoss(logits: Tensor, targets: Tensor): Tensor {
  const size = logits.abs();
  return logits.mul(sub(0.5, targets)).add(size.mul(0.5)).sub(size.sigmoid().log()).mean();
}
