import { emptyLike } from "../creation.js";
import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { dense } from "./support/strided.js";
import { elementwise } from "./support/unary.js";

/**
 * Each element times the share of a normal distribution that lies below it: yᵢ = xᵢ Φ(xᵢ), or with `approximate: "tanh"`
 * yᵢ = ½ xᵢ (1 + tanh(√(2/π) (xᵢ + 0.044715 xᵢ³))), as GPT-2 has it.
 *
 * Shapes: (...) -> (...)
 * Source: Hendrycks & Gimpel 2016, arXiv:1606.08415, section 2.
 */
export function gelu(x: Tensor, { approximate = "none" }: { approximate?: "none" | "tanh" } = {}): Tensor {
  const tanh = approximate === "tanh";
  const y = elementwise(tanh ? "geluTanh" : "gelu", x);
  return record(y, [x], (dy) => {
    if (isRecorded(x, dy)) return [dy.mul(tanh ? slopeTanh(x) : slopeExact(x))];
    const dx = emptyLike(x);
    x.device.launch(tanh ? "geluTanhBackward" : "geluBackward", x.size, dense(x), dense(dy), dx);
    return [dx];
  });
}

/** dy/dx = Φ(x) + x φ(x), made of ops so that it can be differentiated again. */
function slopeExact(x: Tensor): Tensor {
  const below = x.mul(Math.SQRT1_2).erf().add(1).mul(0.5);
  const density = x
    .square()
    .mul(-0.5)
    .exp()
    .mul(1 / Math.sqrt(2 * Math.PI));
  return below.add(x.mul(density));
}

/** dy/dx = ½ (1 + t) + ½ x (1 - t²) u' with t = tanh(u), u = √(2/π) (x + 0.044715 x³). */
function slopeTanh(x: Tensor): Tensor {
  const c = Math.sqrt(2 / Math.PI);
  const square = x.square();
  const t = x.add(x.mul(square).mul(0.044715)).mul(c).tanh();
  const du = square
    .mul(3 * 0.044715)
    .add(1)
    .mul(c);
  return t
    .add(1)
    .add(x.mul(t.square().neg().add(1)).mul(du))
    .mul(0.5);
}
