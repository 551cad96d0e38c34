import { init, Rng } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { CBOW, ContextWindows } from "../index.js";

beforeAll(() => init());

describe("CBOW", () => {
  it("has 12,236 parameters with 52 words, and does not look at the order of the words around", () => {
    const model = new CBOW(new Rng(0), { vocabSize: 52, embeddingSize: 30, hiddenSize: 128 });
    expect(model.parameters().reduce((sum, { size }) => sum + size, 0)).toBe(12_236);
    const { context } = new ContextWindows(["a", "b", "c", "d", "e"], { size: 2 }).batch();
    const { context: turned } = new ContextWindows(["a", "b", "c", "e", "d"], { size: 2 }).batch();
    expect(model.forward(context).toArray()).toEqual(model.forward(turned).toArray());
  });
});

describe("ContextWindows", () => {
  it("has a window for each word with as many on both sides", () => {
    const windows = new ContextWindows("the cat sat on the mat".split(" "), { size: 2 });
    expect(windows.vocabulary).toEqual(["the", "cat", "sat", "on", "mat"]);
    expect(windows.examples).toEqual([
      { word: "sat", around: ["the", "cat", "on", "the"] },
      { word: "on", around: ["cat", "sat", "the", "mat"] },
    ]);
    const { context, targets } = windows.batch();
    expect(context.toArray()).toEqual([
      [0, 1, 3, 0],
      [1, 2, 0, 4],
    ]);
    expect(targets.toArray()).toEqual([2, 3]);
  });

  it("refuses a stream without a full window", () => {
    expect(() => new ContextWindows(["a", "b", "c", "d"], { size: 2 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: ContextWindows: there is no full window.
        given:    4 words, 2 on each side
        expected: 5 words or more]
    `);
  });
});
