import { describe, expect, it } from "vitest";
import { Vocabulary } from "./vocabulary.js";

describe("Vocabulary", () => {
  it("has the most frequent words first, those of one count as they came", async () => {
    const vocabulary = await Vocabulary.of(
      [
        ["b", "a", "c"],
        ["d", "c", "a"],
        ["c", "e"],
      ],
      1,
    );
    expect(vocabulary.words).toEqual(["c", "a", "b", "d", "e"]);
    expect(vocabulary.counts).toEqual([3, 2, 1, 1, 1]);
    expect(vocabulary.corpusWords).toBe(8);
    expect(vocabulary.indexOf("b")).toBe(2);
    expect(vocabulary.indexOf("z")).toBeUndefined();
  });

  it("leaves out what is rare", async () => {
    const vocabulary = await Vocabulary.of([["b", "a", "a"]], 2);
    expect(vocabulary.words).toEqual(["a"]);
    expect(vocabulary.corpusWords).toBe(3);
  });

  it("keeps every word as it is", async () => {
    const strange = ["__proto__", "constructor", "toString", "👑", "e\u0301", "\ud800", "", "x".repeat(10_000)];
    const vocabulary = await Vocabulary.of([strange], 1);
    expect(vocabulary.words).toEqual(strange);
    expect(strange.map((word) => vocabulary.indexOf(word))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("reads sentences that come later, and stops when it is told", async () => {
    async function* sentences() {
      yield ["a"];
      yield ["b", "a"];
    }
    expect((await Vocabulary.of(sentences, 1)).counts).toEqual([2, 1]);
    await expect(Vocabulary.of(sentences, 1, AbortSignal.abort())).rejects.toThrow("aborted");
  });
});
