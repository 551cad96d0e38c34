import * as tf from "@tensorflow/tfjs-core";
import { loadWhole, repeated, store } from "../operands.js";
import type { Kernels } from "./kernel.js";

/**
 * The matrix product. The wasm backend keeps a right operand as it packed it, by the data's identity, and takes that for every shape
 * in which the same data comes again: so it gets a copy.
 */
export function product(a: tf.Tensor, b: tf.Tensor, transposeA = false, transposeB = false): tf.Tensor {
  return tf.matMul(a, tf.clone(b), transposeA, transposeB);
}

export const matmul: Kernels<"matmul"> = {
  matmul(extent, a, b, y, M, N, K, aRow, aCol, bRow, bCol, aBatch, bBatch) {
    const batches = extent / Math.max(M, N);
    if (K === 0) {
      store(y, tf.zeros([batches * M * N]));
      return;
    }
    const left = loadWhole(a, [aBatch === 0 ? 1 : batches, M, K], [aBatch, aRow, aCol]);
    const right = loadWhole(b, [bBatch === 0 ? 1 : batches, K, N], [bBatch, bRow, bCol]);
    store(y, repeated(product(left, right), [batches, M, N])); // both may be one matrix
  },
};
