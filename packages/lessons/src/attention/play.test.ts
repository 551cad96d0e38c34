import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { attention } from "./lesson.js";
import { sentence } from "./play.js";

beforeAll(async () => void (await init()));

describe("a sentence to play with", () => {
  it("has the lesson's numbers, with one head and with each of several", async () => {
    const { results } = await attention.run({ seed: 0, mask: "future", heads: 2 }, quietHost());
    const all = sentence({ isMasked: true, heads: 2 });
    expect([all.scores, all.weights, all.output]).toEqual([
      results.sentence.scores,
      results.sentence.weights,
      results.sentence.output,
    ]);
    for (const head of [0, 1]) {
      const { weights, output } = sentence({ isMasked: true, heads: 2, head });
      expect({ weights, output }).toEqual(results.heads[head]);
    }
  });

  it("changes with each matrix, and has a row for each word", () => {
    const words = ["a", "b"];
    const X = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ];
    const plain = sentence({ words, X, isMasked: false, heads: 1, scale: 1 });
    expect(plain.scores).toEqual([
      [1, 0],
      [0, 1],
    ]);
    const asked = sentence({ words, X, Q: [[0, 2], []], isMasked: false, heads: 1, scale: 1 });
    expect(asked.scores).toEqual([
      [0, 2],
      [0, 0],
    ]);
    expect(asked.weights[1]).toEqual([0.5, 0.5]);
    expect(asked.output[1]).toEqual([0.5, 0.5, 0, 0]);
    const more = sentence({ words: ["a", "b", "new"], X, isMasked: true, heads: 1 });
    expect(more.X[2]).toEqual([0, 0, 0, 0]);
  });

  it("goes on from scores and from shares that were changed", () => {
    const words = ["a", "b"];
    const X = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ];
    const same = sentence({ words, X, scores: [[3], [2, 2]], isMasked: true, heads: 1 });
    expect(same.weights).toEqual([
      [1, 0],
      [0.5, 0.5],
    ]);
    const half = sentence({ words, X, weights: [[0.5, 0.5], [0.25]], isMasked: true, heads: 1 });
    expect(half.output).toEqual([
      [0.5, 0, 0, 0], // the mask hides the second word from the first
      [0.25, 0, 0, 0],
    ]);
  });

  it("refuses what it cannot show", () => {
    const question = { isMasked: true, heads: 2 };
    expect(() => sentence({ ...question, X: [[Number.NaN]] })).toThrow("a number is none, or too large.");
    expect(() => sentence({ ...question, words: "abcdefghi".split("") })).toThrow("there are too many words.");
    expect(() => sentence({ ...question, heads: 3, head: 1 })).toThrow("there is no such head.");
  });
});
