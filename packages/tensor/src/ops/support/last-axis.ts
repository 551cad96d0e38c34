import { normalizeAxis } from "../../shape.js";
import type { Tensor } from "../../tensor.js";
import { requireFloat } from "./unary.js";

/** Runs an op that works along the last axis along another. */
export function lastAxis(op: string, x: Tensor, axis: number, run: (x: Tensor) => Tensor): Tensor {
  requireFloat(op, x);
  const i = normalizeAxis(op, axis, x.ndim);
  if (i === x.ndim - 1) return run(x);
  const order = x.shape.map((_, k) => k);
  order.push(order.splice(i, 1)[0]!);
  return run(x.transpose(order)).transpose(order.map((_, k) => order.indexOf(k)));
}
