import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The error function of each element: yᵢ = 2/√π ∫₀^xᵢ e^(-t²) dt.
 *
 * Shapes: (...) -> (...)
 */
export function erf(x: Tensor): Tensor {
  const slope = 2 / Math.sqrt(Math.PI);
  return record(elementwise("erf", x), [x], (dy) => [dy.mul(x.square().neg().exp().mul(slope))]);
}
