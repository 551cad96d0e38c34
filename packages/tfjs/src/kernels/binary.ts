import * as tf from "@tensorflow/tfjs-core";
import { load, loadStrided, repeated, store } from "../operands.js";
import type { Kernel, Kernels } from "./kernel.js";

/** A kernel of two operands, each walked as rows × columns, from an op of TensorFlow.js. */
function zip(f: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Kernel<"add"> {
  return (extent, a, b, y, cols, aRow, aCol, bRow, bCol, number) => {
    const sizes: [number, number] = [extent / cols, cols];
    const left = a ? loadStrided(a, sizes, [aRow, aCol]) : tf.scalar(number);
    const right = b ? loadStrided(b, sizes, [bRow, bCol]) : tf.scalar(number);
    const value = f(left, right);
    store(y, repeated(value, sizes)); // both operands may repeat along one axis
  };
}

/** The same with 0 or 1 for an answer. */
function compare(f: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Kernel<"equal"> {
  return zip((a, b) => tf.cast(f(a, b), "int32"));
}

/** NaN if either is: the wasm backend drops that of b. */
function extreme(f: typeof tf.maximum): Kernel<"maximum"> {
  return zip((a, b) => tf.where(tf.isNaN(b), b, f(a, b)));
}

/** 1 to any power is 1: the cpu backend has JavaScript's power, by which 1 to the power NaN is NaN. */
function pow(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.where(tf.equal(a, 1), tf.onesLike(a), tf.pow(a, b));
}

export const binary: Kernels<
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "pow"
  | "maximum"
  | "minimum"
  | "reluBackward"
  | "sigmoidBackward"
  | "equal"
  | "notEqual"
  | "less"
  | "lessEqual"
  | "where"
> = {
  add: zip(tf.add),
  sub: zip(tf.sub),
  mul: zip(tf.mul),
  div: zip(tf.div),
  pow: zip(pow),
  maximum: extreme(tf.maximum),
  minimum: extreme(tf.minimum),
  reluBackward: zip((dy, y) => tf.where(tf.greater(y, 0), dy, tf.zerosLike(dy))),
  sigmoidBackward: zip((dy, y) => tf.mul(tf.mul(dy, y), tf.sub(1, y))),
  equal: compare(tf.equal),
  notEqual: compare(tf.notEqual),
  less: compare(tf.less),
  lessEqual: compare(tf.lessEqual),
  where(extent, condition, a, b, y) {
    const holds = tf.notEqual(load(condition, [extent]), tf.scalar(0, "int32"));
    store(y, tf.where(holds, load(a, [extent]), load(b, [extent])));
  },
};
