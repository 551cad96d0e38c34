import { empty, emptyLike } from "../creation.js";
import { ShapeError } from "../errors.js";
import { formatShape } from "../shape.js";
import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { dense } from "./support/strided.js";
import { requireFloat } from "./support/unary.js";

/**
 * Each row moved to mean 0 and variance 1, then scaled and shifted: y = (x - x̄) / √(σ² + eps) · weight + bias.
 *
 * Shapes: (..., C), (C), (C) -> (..., C)
 * Source: Ba et al. 2016, arXiv:1607.06450, equation 4.
 */
export function layerNorm(x: Tensor, weight: Tensor | null, bias: Tensor | null, eps: number = 1e-5): Tensor {
  requireFloat("layerNorm", x);
  const C = x.shape[x.ndim - 1];
  for (const p of [weight, bias]) {
    if (p) requireFloat("layerNorm", p);
    if (C === undefined || (p && (p.ndim !== 1 || p.size !== C))) {
      throw new ShapeError("layerNorm", "the weights do not fit the rows.", {
        given: `x ${formatShape(x.shape)}, weight or bias ${p ? formatShape(p.shape) : "none"}`,
        expected: `weights of shape (${C ?? "C"},)`,
      });
    }
  }
  return normalize(x, weight, bias, eps, C!);
}

function normalize(x: Tensor, weight: Tensor | null, bias: Tensor | null, eps: number, C: number): Tensor {
  const rows = x.size === 0 ? 0 : x.size / C;
  const [input, w, b] = [dense(x), weight && dense(weight), bias && dense(bias)];
  const y = emptyLike(x);
  const mean = empty([rows], x.dtype, x.device);
  const scale = empty([rows], x.dtype, x.device); // 1 / √(σ² + eps)
  x.device.launch("layerNorm", rows, input, w, b, y, mean, scale, C, eps);
  const inputs = [x, ...(weight ? [weight] : []), ...(bias ? [bias] : [])];
  const needX = isRecorded(x);
  const needWeights = isRecorded(weight, bias);
  return record(y, inputs, (dy) => {
    if (isRecorded(...inputs, dy)) return composedBackward(x, weight, bias, eps, dy);
    const flow = dense(dy);
    const dx = needX ? emptyLike(x) : null;
    if (dx) x.device.launch("layerNormBackward", rows, input, w, mean, scale, flow, dx, C);
    if (!needWeights) return [dx];
    const dw = empty([C], x.dtype, x.device);
    const db = bias ? empty([C], x.dtype, x.device) : null;
    x.device.launch("layerNormBackwardWeight", C, input, mean, scale, flow, dw, db, rows, C);
    return [dx, ...(weight ? [dw] : []), ...(db ? [db] : [])];
  });
}

/** The same gradients made of ops, so that they can be differentiated again. */
function composedBackward(x: Tensor, weight: Tensor | null, bias: Tensor | null, eps: number, dy: Tensor): Tensor[] {
  const keep = { keepdims: true };
  const centred = x.sub(x.mean(-1, keep));
  const scale = centred.square().mean(-1, keep).add(eps).rsqrt();
  const unit = centred.mul(scale);
  const flow = weight ? dy.mul(weight) : dy;
  const dx = flow
    .sub(flow.mean(-1, keep))
    .sub(unit.mul(flow.mul(unit).mean(-1, keep)))
    .mul(scale);
  return [dx, ...(weight ? [dy.mul(unit)] : []), ...(bias ? [dy] : [])]; // the tape sums over the rows
}
