import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { word2vec } from "@cairn-ml/kernels";
import { init, tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";

beforeAll(() => init());

const dim = 5;
const lr = 0.1;

/** Rows of small numbers. */
function rows(count: number, salt: number): number[][] {
  return Array.from({ length: count }, (_, i) => Array.from({ length: dim }, (_, k) => Math.sin(salt + 7 * i + 3 * k)));
}

describe("a pair of skip-gram", () => {
  it("moves against the gradient of -log σ(h·t) - log σ(-h·n), as the tape finds it", async () => {
    // Two words, one sentence "0 1", and chance draws only word 1 for 0: the pairs are (1 → 0) and (0 → 1).
    const engine = await word2vec.createWord2vecEngine({
      ...{ dim, inputRows: 2, outputRows: 3, threads: 1 },
      tables: {
        keep: Uint32Array.of(0xffffffff, 0xffffffff, 0xffffffff),
        negative: 1,
        negatives: Uint32Array.of(0, 2, 0, 2, 0, 2), // always word 2
        ...{ paths: null, bags: null, skipGram: true, mean: true, window: 1 },
      },
    });
    const [input, output] = [rows(2, 1), rows(3, 2)];
    for (const [i, row] of input.entries()) engine.input.set(row, i * engine.stride);
    for (const [i, row] of output.entries()) engine.output.set(row, i * engine.stride);
    await engine.push({ words: Int32Array.of(0, 1), ends: Int32Array.of(2), lr, random: [1, 2] });

    for (const [from, to] of [
      [1, 0],
      [0, 1],
    ] as const) {
      const [h, t, n] = [input[from]!, output[to]!, output[2]!].map((row) => new Parameter(tensor(row)));
      const { grads } = valueAndGrad([h!, t!, n!], () => {
        return h!.mul(t!).sum().sigmoid().log().add(h!.mul(n!).sum().neg().sigmoid().log()).neg();
      });
      for (const [i, row] of [input[from]!, output[to]!, output[2]!].entries()) {
        const gradient = grads[i]!.toArray() as number[];
        for (const [k, slope] of gradient.entries()) row[k]! -= lr * slope;
      }
    }
    const close = (row: number[], actual: Float32Array) => {
      for (const [k, value] of row.entries()) expect(Math.abs(actual[k]! - value)).toBeLessThan(1e-6);
    };
    for (const [i, row] of input.entries()) close(row, engine.input.subarray(i * engine.stride));
    for (const [i, row] of output.entries()) close(row, engine.output.subarray(i * engine.stride));
  });
});
