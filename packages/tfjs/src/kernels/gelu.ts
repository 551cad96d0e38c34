import * as tf from "@tensorflow/tfjs-core";
import { load, store } from "../operands.js";
import type { Kernels } from "./kernel.js";

const CUBIC = 0.044715;
const TWICE = 2 * Math.sqrt(2 / Math.PI);
const INVERSE_SQRT_2PI = 1 / Math.sqrt(2 * Math.PI);

/** Φ(x), the normal distribution function. */
function normalCdf(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
}

/** Φ(x) + x φ(x). */
function slope(x: tf.Tensor): tf.Tensor {
  const density = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), INVERSE_SQRT_2PI);
  return tf.add(normalCdf(x), tf.mul(x, density));
}

/** 2u with u = √(2/π) (x + 0.044715 x³): ½ x (1 + tanh u) = x sigmoid(2u). */
function twice(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.add(x, tf.mul(tf.mul(tf.square(x), x), CUBIC)), TWICE);
}

/** With s = sigmoid(2u): s + x s (1 - s) 2u', and 1 - s = sigmoid(-2u). */
function slopeTanh(x: tf.Tensor): tf.Tensor {
  const u = twice(x);
  const s = tf.sigmoid(u);
  const du = tf.mul(tf.add(tf.mul(tf.square(x), 3 * CUBIC), 1), TWICE);
  return tf.add(s, tf.mul(tf.mul(tf.mul(x, s), tf.sigmoid(tf.neg(u))), du));
}

export const gelu: Kernels<"gelu" | "geluBackward" | "geluTanh" | "geluTanhBackward"> = {
  gelu(extent, input, y) {
    const x = load(input, [extent]);
    store(y, tf.mul(x, normalCdf(x)));
  },
  geluBackward(extent, x, dy, dx) {
    store(dx, tf.mul(load(dy, [extent]), slope(load(x, [extent]))));
  },
  geluTanh(extent, input, y) {
    const x = load(input, [extent]);
    store(y, tf.mul(x, tf.sigmoid(twice(x))));
  },
  geluTanhBackward(extent, x, dy, dx) {
    store(dx, tf.mul(load(dy, [extent]), slopeTanh(load(x, [extent]))));
  },
};
