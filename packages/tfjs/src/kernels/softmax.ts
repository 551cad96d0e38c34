import * as tf from "@tensorflow/tfjs-core";
import { load, store } from "../operands.js";
import type { Kernels } from "./kernel.js";

export const softmax: Kernels<"softmax" | "logSoftmax" | "softmaxBackward" | "logSoftmaxBackward"> = {
  softmax(rows, x, y, cols) {
    store(y, tf.softmax(load(x, [rows, cols])));
  },
  logSoftmax(rows, x, y, cols) {
    store(y, tf.logSoftmax(load(x, [rows, cols])));
  },
  softmaxBackward(rows, result, gradient, dx, cols) {
    const [y, dy] = [load(result, [rows, cols]), load(gradient, [rows, cols])];
    store(dx, tf.mul(y, tf.sub(dy, tf.sum(tf.mul(dy, y), 1, true))));
  },
  logSoftmaxBackward(rows, result, gradient, dx, cols) {
    const [y, dy] = [load(result, [rows, cols]), load(gradient, [rows, cols])];
    store(dx, tf.sub(dy, tf.mul(tf.exp(y), tf.sum(dy, 1, true))));
  },
};
