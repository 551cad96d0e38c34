import * as tf from "@tensorflow/tfjs-core";
import { load, store } from "../operands.js";
import type { Kernels } from "./kernel.js";

export const rows: Kernels<"takeRows" | "scatterAddRows"> = {
  takeRows(count, table, index, y, cols) {
    if (y.size > 0) store(y, tf.gather(load(table, [table.size / cols, cols]), load(index, [count])));
  },
  scatterAddRows(_, dy, index, dtable, count, cols) {
    if (count === 0) return;
    const shape: [number, number] = [dtable.size / cols, cols];
    const added = tf.scatterND(load(index, [count, 1]), load(dy, [count, cols]), shape); // sums what falls together
    store(dtable, tf.add(load(dtable, shape), added));
  },
};
