import * as tf from "@tensorflow/tfjs-core";
import { load, store } from "../operands.js";
import type { Kernel, Kernels } from "./kernel.js";

/** A kernel of one operand from an op of TensorFlow.js. */
function map(f: (x: tf.Tensor) => tf.Tensor): Kernel<"neg"> {
  return (extent, x, y) => store(y, f(load(x, [extent])));
}

/** Its own sign makes NaN 0, and small numbers too on the wasm backend. */
function sign(x: tf.Tensor): tf.Tensor {
  const [above, below] = [tf.greater(x, 0), tf.less(x, 0)].map((is) => tf.cast(is, "float32")) as [
    tf.Tensor,
    tf.Tensor,
  ];
  return tf.where(tf.isNaN(x), x, tf.sub(above, below));
}

export const elementwise: Kernels<
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
  | "silu"
  | "floor"
> = {
  neg: map(tf.neg),
  abs: map(tf.abs),
  sign: map(sign),
  square: map(tf.square),
  sqrt: map(tf.sqrt),
  rsqrt: map(tf.rsqrt),
  exp: map(tf.exp),
  log: map(tf.log),
  tanh: map(tf.tanh),
  sigmoid: map(tf.sigmoid),
  relu: map(tf.relu),
  erf: map(tf.erf),
  sin: map(tf.sin),
  cos: map(tf.cos),
  silu: map((x) => tf.mul(x, tf.sigmoid(x))),
  floor: map(tf.floor),
};
