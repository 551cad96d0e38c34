import type { Tensor } from "../tensor.js";
import { type Axes, type ReduceOptions, reducedAxes } from "./support/reduce.js";

/**
 * ln Σ e^x over some axes, or over all, without overflow.
 *
 * Shapes: (..., n, ...) -> (..., ...)
 */
export function logsumexp(x: Tensor, axis: Axes = null, { keepdims = false }: ReduceOptions = {}): Tensor {
  const axes = reducedAxes("logsumexp", x, axis);
  const top = x.detach().max(axes, { keepdims: true });
  const y = x.sub(top).exp().sum(axes, { keepdims: true }).log().add(top);
  return keepdims ? y : y.reshape(x.shape.filter((_, i) => !axes.includes(i)));
}
