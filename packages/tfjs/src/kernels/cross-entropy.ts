import * as tf from "@tensorflow/tfjs-core";
import { load, store } from "../operands.js";
import type { Kernels } from "./kernel.js";

export const crossEntropy: Kernels<"crossEntropy" | "crossEntropyBackward"> = {
  crossEntropy(rows, input, classes, losses, lse, cols, ignoreIndex) {
    const logits = load(input, [rows, cols]);
    const targets = load(classes, [rows]);
    const counted = tf.notEqual(targets, tf.scalar(ignoreIndex, "int32"));
    const logSum = tf.logSumExp(logits, 1);
    const first = tf.tensor1d(Int32Array.from({ length: rows }, (_, r) => r * cols));
    const place = tf.add(first, tf.where(counted, targets, tf.zerosLike(targets))); // of the target's logit
    const chosen = tf.gather(tf.reshape(logits, [rows * cols]), tf.cast(place, "int32"));
    store(losses, tf.where(counted, tf.sub(logSum, chosen), tf.zerosLike(logSum)));
    store(lse, logSum);
  },
  crossEntropyBackward(rows, logits, classes, lse, dlosses, dlogits, cols, ignoreIndex) {
    const targets = load(classes, [rows]);
    const counted = tf.cast(tf.notEqual(targets, tf.scalar(ignoreIndex, "int32")), "float32");
    const flow = tf.reshape(tf.mul(load(dlosses, [rows]), counted), [rows, 1]);
    const probability = tf.exp(tf.sub(load(logits, [rows, cols]), load(lse, [rows, 1])));
    store(dlogits, tf.mul(tf.sub(probability, tf.oneHot(tf.cast(targets, "int32"), cols)), flow));
  },
};
