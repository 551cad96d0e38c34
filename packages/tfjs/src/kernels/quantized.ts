import * as tf from "@tensorflow/tfjs-core";
import { load, loadStrided, store } from "../operands.js";
import type { Kernels } from "./kernel.js";

/** With floats throughout: rows of x are not rounded, which the reference does. */
export const quantized: Kernels<"quantizeRows" | "takeQuantizedRows" | "matmulQuantized"> = {
  quantizeRows(rows, x, y, scale, cols, xRow, xCol) {
    const from = loadStrided(x, [rows, cols], [xRow, xCol]) as tf.Tensor2D;
    const largest = tf.max(tf.abs(from), 1, true);
    const factor = tf.div(127, tf.maximum(largest, 1e-30));
    store(y, tf.cast(tf.round(tf.mul(from, factor)), "int32"));
    store(scale, tf.div(largest, 127));
  },
  takeQuantizedRows(count, table, scale, index, y, cols) {
    if (y.size === 0) return;
    const at = load(index, [count]);
    const rows = tf.gather(load(table, [table.size / cols, cols]), at);
    store(y, tf.mul(tf.cast(rows, "float32"), tf.reshape(tf.gather(load(scale, [scale.size]), at), [count, 1])));
  },
  matmulQuantized(_, x, w, scale, bias, y, M, N, K) {
    if (y.size === 0) return;
    const weights = tf.mul(tf.cast(load(w, [N, K]), "float32"), load(scale, [N, 1]));
    const product = tf.matMul(load(x, [M, K]) as tf.Tensor2D, weights as tf.Tensor2D, false, true);
    store(y, bias ? tf.add(product, load(bias, [1, N])) : product);
  },
};
