import * as tf from "@tensorflow/tfjs-core";
import { load, store } from "../operands.js";
import type { Kernel, Kernels } from "./kernel.js";

/** A kernel over the middle axis of (outer, n, inner), whose extent is outer * inner. */
function along(f: (x: tf.Tensor) => tf.Tensor): Kernel<"max"> {
  return (extent, x, y, n, inner) => store(y, f(load(x, [extent / inner, n, inner])));
}

/** The first NaN, or the first of the largest. */
function argmax(x: tf.Tensor): tf.Tensor {
  const nan = tf.isNaN(x);
  return tf.where(tf.any(nan, 1), tf.argMax(tf.cast(nan, "int32"), 1), tf.argMax(x, 1));
}

const sum = along((x) => tf.sum(x, 1));

export const reduce: Kernels<"sum" | "max" | "min" | "argmax" | "cumsum"> = {
  sum(extent, x, y, n, inner) {
    if (n > 0) sum(extent, x, y, n, inner);
    else store(y, tf.zeros([extent]));
  },
  max: along((x) => tf.max(x, 1)),
  min: along((x) => tf.min(x, 1)),
  argmax: along(argmax),
  cumsum: along((x) => tf.cumsum(x, 1)),
};
