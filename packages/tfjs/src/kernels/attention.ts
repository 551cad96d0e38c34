import type { Tensor } from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { load, loadWhole, store, storeStrided } from "../operands.js";
import type { Kernels } from "./kernel.js";
import { product } from "./matmul.js";

/** The operands' sizes and strides from the numbers of a launch: H, Tq, Tk, D, three strides an operand, scale, offset. */
class Heads {
  readonly Tq: number;
  readonly Tk: number;
  readonly scale: number;
  readonly queries: readonly number[]; // B, H, Tq, D
  readonly keys: readonly number[]; // B, H, Tk, D
  readonly #numbers: readonly number[];
  readonly #offset: number;

  constructor(units: number, numbers: readonly number[]) {
    const [H, Tq, Tk, D] = numbers as [number, number, number, number];
    [this.Tq, this.Tk] = [Tq, Tk];
    this.queries = [units / H, H, Tq, D];
    this.keys = [units / H, H, Tk, D];
    this.#numbers = numbers;
    this.scale = numbers[numbers.length - 2]!;
    this.#offset = numbers[numbers.length - 1]!;
  }

  /** The strides of the operand that is number `i` among those that have strides. */
  strides(i: number): number[] {
    return [...this.#numbers.slice(4 + 3 * i, 7 + 3 * i), 1];
  }

  load(x: Tensor, sizes: readonly number[], i: number): tf.Tensor {
    return loadWhole(x, sizes, this.strides(i));
  }

  /** scale q kᵀ, and -inf where query i does not see key j: where j > i + offset. */
  scores(q: tf.Tensor, k: tf.Tensor): tf.Tensor {
    const scores = tf.mul(product(q, k, false, true), this.scale);
    if (this.#offset >= this.Tk - 1) return scores;
    const last = tf.range(this.#offset, this.#offset + this.Tq, 1, "int32");
    const seen = tf.lessEqual(tf.range(0, this.Tk, 1, "int32"), tf.reshape(last, [this.Tq, 1]));
    return tf.add(scores, tf.log(tf.cast(seen, "float32"))); // where() would repeat the mask, slowly
  }
}

/** Strided operands in the order in which their strides are given; v shares k's, dy shares y's, dv shares dk's. */
const [Q, K, Y, DQ, DK] = [0, 1, 2, 3, 4];

export const attention: Kernels<"attention" | "attentionBackward"> = {
  attention(units, q, k, v, y, lse, ...numbers) {
    const heads = new Heads(units, numbers);
    const { Tq, Tk, queries, keys } = heads;
    if (Tq * Tk === 0) {
      storeStrided(y, tf.zeros([...queries]), queries, heads.strides(Y));
      store(lse, tf.fill([units * Tq], -Infinity));
      return;
    }
    const scores = heads.scores(heads.load(q, queries, Q), heads.load(k, keys, K));
    const logSum = tf.logSumExp(scores, 3, true);
    const p = tf.exp(tf.sub(scores, logSum));
    storeStrided(y, product(p, heads.load(v, keys, K)), queries, heads.strides(Y));
    store(lse, logSum);
  },

  attentionBackward(units, q, k, v, y, dy, lse, dq, dk, dv, ...numbers) {
    const heads = new Heads(units, numbers);
    const { Tq, Tk, queries, keys, scale } = heads;
    if (Tq * Tk === 0) {
      storeStrided(dq, tf.zeros([...queries]), queries, heads.strides(DQ));
      for (const x of [dk, dv]) storeStrided(x, tf.zeros([...keys]), keys, heads.strides(DK));
      return;
    }
    const [qs, ks, vs] = [heads.load(q, queries, Q), heads.load(k, keys, K), heads.load(v, keys, K)];
    const flow = heads.load(dy, queries, Y);
    const p = tf.exp(tf.sub(heads.scores(qs, ks), load(lse, [...queries.slice(0, 3), 1])));
    const dp = product(flow, vs, false, true);
    const mean = tf.sum(tf.mul(flow, heads.load(y, queries, Y)), 3, true); // of dp, weighted by p
    const ds = tf.mul(tf.mul(p, tf.sub(dp, mean)), scale);
    storeStrided(dq, product(ds, ks), queries, heads.strides(DQ));
    storeStrided(dk, product(ds, qs, true), keys, heads.strides(DK));
    storeStrided(dv, product(p, flow, true), keys, heads.strides(DK));
  },
};
