import { describe, expect, it } from "vitest";
import { chunksOf } from "./chunks.js";
import { Vocabulary } from "./vocabulary.js";

const vocabulary = new Vocabulary(["a", "b"], [2, 1], 3);

async function all(corpus: string[][]): Promise<{ words: number[]; ends: number[]; raw: number }[]> {
  const chunks = [];
  for await (const { words, ends, raw } of chunksOf(corpus, vocabulary)) {
    chunks.push({ words: [...words], ends: [...ends], raw });
  }
  return chunks;
}

describe("chunksOf", () => {
  it("numbers words, and leaves out those that are not in the vocabulary and sentences without any", async () => {
    expect(await all([["b", "x", "a"], ["x"], [], ["a"]])).toEqual([{ words: [1, 0, 0], ends: [2, 3], raw: 5 }]);
    expect(await all([])).toEqual([]);
  });

  it("keeps a sentence whole where a chunk can hold it", async () => {
    const chunks = await all([new Array(6000).fill("a"), new Array(4001).fill("b"), new Array(5999).fill("a")]);
    expect(chunks.map(({ raw, ends }) => [raw, ...ends])).toEqual([
      [6000, 6000],
      [10_000, 4001, 10_000],
    ]);
  });

  it("cuts one that is longer", async () => {
    const chunks = await all([["a"], new Array(20_001).fill("b")]);
    expect(chunks.map(({ raw }) => raw)).toEqual([1, 10_000, 10_000, 1]);
  });
});
