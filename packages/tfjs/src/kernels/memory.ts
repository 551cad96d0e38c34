import { Rng } from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { load, loadWhole, store, storeStrided } from "../operands.js";
import type { Kernel, Kernels } from "./kernel.js";

const copy: Kernel<"copy32"> = (extent, x, y, _d0, d1, d2, d3, x0, x1, x2, x3, y0, y1, y2, y3) => {
  const sizes = [extent, d1, d2, d3];
  storeStrided(y, loadWhole(x, sizes, [x0, x1, x2, x3]), sizes, [y0, y1, y2, y3]);
};

/** Integers and masks are int32 here. */
const cast: Kernel<"castI32"> = (extent, x, y) => store(y, tf.cast(load(x, [extent]), "float32"));

const largest = 2 ** 31 - 1; // of int32; the next float32 below it is 2^31 - 128

/** Copies, conversions and fresh numbers. */
export const memory: Kernels<"copy32" | "copy8" | "fill" | "castI32" | "castU8" | "toI32" | "uniform"> = {
  copy32: copy,
  copy8: copy,
  fill(extent, y, value) {
    store(y, tf.fill([extent], value));
  },
  castI32: cast,
  castU8: cast,
  toI32(extent, floats, y) {
    const x = load(floats, [extent]);
    const real = tf.where(tf.isNaN(x), tf.zerosLike(x), x);
    const held = tf.cast(tf.clipByValue(real, -largest - 1, largest - 127), "int32");
    store(y, tf.where(tf.greaterEqual(real, largest), tf.fill([extent], largest, "int32"), held));
  },
  /** Drawn by the processor: TensorFlow.js has no Philox, and a draw must be the same on every device. */
  uniform(extent, y, key0, key1, counter0, counter1) {
    const rng = Rng.fromState({ version: Rng.version, key: [key0, key1], counter: [counter0, counter1] });
    store(y, tf.tensor1d(Float32Array.from(rng.uniforms(extent))));
  },
};
