import type { Tensor } from "../tensor.js";
import { type Axes, type ReduceOptions, reducedAxes } from "./support/reduce.js";
import { requireFloat } from "./support/unary.js";

/**
 * ln Σ e^x over some axes, or over all, without overflow.
 *
 * Shapes: (..., n, ...) -> (..., ...)
 */
export function logsumexp(x: Tensor, axis: Axes = null, { keepdims = false }: ReduceOptions = {}): Tensor {
  const axes = reducedAxes("logsumexp", x, axis);
  requireFloat("logsumexp", x);
  const largest = x.detach().max(axes, { keepdims: true });
  const top = largest.abs().less(Infinity).where(largest, 0); // an infinite one would give inf - inf
  const y = x.sub(top).exp().sum(axes, { keepdims: true }).log().add(top);
  return keepdims ? y : y.reshape(x.shape.filter((_, i) => !axes.includes(i)));
}
