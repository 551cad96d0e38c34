import { describe, expect, it } from "vitest";
import { Word2Vec } from "./word2vec.js";

describe("options of Word2Vec", () => {
  it("are gensim's unless said", () => {
    expect(new Word2Vec().vectorSize).toBe(100);
    expect(new Word2Vec({ vectorSize: undefined as never }).vectorSize).toBe(100);
  });

  it.each([
    [{ vectorSize: 0 }, "vectorSize cannot be 0."],
    [{ window: 1.5 }, "window cannot be 1.5."],
    [{ negative: 0 }, "negative cannot be 0."],
    [{ minCount: Number.NaN }, "minCount cannot be NaN."],
    [{ lr: -1 }, "lr cannot be -1."],
    [{ lr: 0.01, minLr: 0.02 }, "minLr cannot be 0.02."],
    [{ sample: Infinity }, "sample cannot be Infinity."],
    [{ threads: 0 }, "threads cannot be 0."],
    [{ ngrams: { minN: 3, maxN: 2 } }, "maxN cannot be 2."],
    [{ seed: -1 }, "seed cannot be -1."],
  ])("%j is refused", (options, problem) => {
    expect(() => new Word2Vec(options)).toThrow(problem);
  });

  it("names a wrong one and the known ones", () => {
    expect(() => new Word2Vec({ vectorsize: 5 } as object)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Word2Vec: there is no option "vectorsize".
        given:    vectorsize
        expected: vectorSize, window, minCount, sg, hs, negative, nsExponent, cbowMean, sample, epochs, lr, minLr, seed, deterministic, threads, ngrams]
    `);
    expect(() => new Word2Vec({ negative: 1.5 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Word2Vec: negative cannot be 1.5.
        given:    negative: 1.5
        expected: an integer from 1 to 1000]
    `);
  });

  it("are hierarchical softmax or negative words, not both", () => {
    expect(() => new Word2Vec({ hs: true, negative: 5 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Word2Vec: hs and negative cannot be combined.
        given:    hs: true, negative: 5
        expected: hierarchical softmax, or negative sampling
        fix:      leave negative out, or hs]
    `);
  });

  it("may be without negative words under hierarchical softmax", () => {
    expect(() => new Word2Vec({ hs: true, negative: 0 })).not.toThrow();
  });
});
