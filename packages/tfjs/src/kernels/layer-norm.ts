import type { Tensor } from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { load, store } from "../operands.js";
import type { Kernels } from "./kernel.js";

/** (x - mean) rstd, from the numbers of each row that `layerNorm` kept. */
function normal(x: Tensor, mean: Tensor, rstd: Tensor, rows: number, cols: number): tf.Tensor {
  return tf.mul(tf.sub(load(x, [rows, cols]), load(mean, [rows, 1])), load(rstd, [rows, 1]));
}

export const layerNorm: Kernels<"layerNorm" | "layerNormBackward" | "layerNormBackwardWeight"> = {
  layerNorm(rows, input, weight, bias, y, mean, rstd, cols, eps) {
    const x = load(input, [rows, cols]);
    const centre = tf.mean(x, 1, true);
    const centred = tf.sub(x, centre);
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), eps));
    let value: tf.Tensor = tf.mul(centred, scale);
    if (weight) value = tf.mul(value, load(weight, [1, cols]));
    if (bias) value = tf.add(value, load(bias, [1, cols]));
    store(y, value);
    store(mean, centre);
    store(rstd, scale);
  },
  layerNormBackward(rows, x, weight, mean, rstd, dy, dx, cols) {
    const n = normal(x, mean, rstd, rows, cols);
    const flow = load(dy, [rows, cols]);
    const g = weight ? tf.mul(flow, load(weight, [1, cols])) : flow;
    const along = tf.mul(n, tf.mean(tf.mul(g, n), 1, true));
    store(dx, tf.mul(load(rstd, [rows, 1]), tf.sub(tf.sub(g, tf.mean(g, 1, true)), along)));
  },
  layerNormBackwardWeight(_, x, mean, rstd, dy, dweight, dbias, rows, cols) {
    const flow = load(dy, [rows, cols]);
    store(dweight, rows > 0 ? tf.sum(tf.mul(flow, normal(x, mean, rstd, rows, cols)), 0) : tf.zeros([cols]));
    if (dbias) store(dbias, rows > 0 ? tf.sum(flow, 0) : tf.zeros([cols]));
  },
};
