import type { reference } from "@cairn-ml/kernels";
import { emptyLike } from "../../creation.js";
import { isFloat } from "../../dtype.js";
import { DTypeError } from "../../errors.js";
import type { Tensor } from "../../tensor.js";
import { distinct } from "./strided.js";

export type UnaryKernel = Extract<
  keyof typeof reference,
  | "neg"
  | "abs"
  | "sign"
  | "square"
  | "sqrt"
  | "rsqrt"
  | "exp"
  | "log"
  | "tanh"
  | "sigmoid"
  | "relu"
  | "erf"
  | "sin"
  | "cos"
  | "gelu"
  | "geluTanh"
  | "silu"
  | "floor"
>;

/** Launches an elementwise kernel of one operand. Not recorded. Throws: DTypeError for integers. */
export function elementwise(kernel: UnaryKernel, x: Tensor): Tensor {
  requireFloat(kernel, x);
  return distinct(x, (x) => {
    const y = emptyLike(x);
    x.device.launch(kernel, x.size, x, y);
    return y;
  });
}

export function requireFloat(op: string, x: Tensor): void {
  if (!isFloat(x.dtype)) throw notReal(op, x);
}

function notReal(op: string, { dtype, device }: Tensor): DTypeError {
  return new DTypeError(op, "works on real numbers.", {
    given: dtype,
    expected: device.float,
    fix: `convert first: x.astype("${device.float}")`,
  });
}
