import * as tf from "@tensorflow/tfjs-core";
import { load, store } from "../operands.js";
import type { Kernels } from "./kernel.js";

export const optimizers: Kernels<"sgd" | "adamw"> = {
  sgd(extent, p, g, b, lr, momentum, weightDecay, nesterov) {
    const parameter = load(p, [extent]);
    let step: tf.Tensor = tf.add(load(g, [extent]), tf.mul(parameter, weightDecay));
    if (b) {
      const sum = tf.add(tf.mul(load(b, [extent]), momentum), step);
      step = nesterov ? tf.add(step, tf.mul(sum, momentum)) : sum;
      store(b, sum);
    }
    store(p, tf.sub(parameter, tf.mul(step, lr)));
  },
  adamw(extent, p, g, m, v, lr, beta1, beta2, eps, weightDecay, correction1, correction2) {
    const gradient = load(g, [extent]);
    const first = tf.add(tf.mul(load(m, [extent]), beta1), tf.mul(gradient, 1 - beta1));
    const second = tf.add(tf.mul(load(v, [extent]), beta2), tf.mul(tf.square(gradient), 1 - beta2));
    const parameter = load(p, [extent]);
    const decayed = tf.sub(parameter, tf.mul(tf.mul(parameter, weightDecay), lr));
    const size = tf.add(tf.sqrt(tf.div(second, correction2)), eps);
    store(p, tf.sub(decayed, tf.div(tf.mul(first, lr / correction1), size)));
    store(m, first);
    store(v, second);
  },
};
