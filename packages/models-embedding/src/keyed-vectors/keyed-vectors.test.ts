import { init, Rng, uniform } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { VectorBlock, VectorStream } from "../formats/vector-stream.js";
import { KeyedVectors } from "./keyed-vectors.js";
import type { Neighbour } from "./nearest.js";
import { cosine } from "./vector-math.js";

beforeAll(async () => {
  await init();
});

/** Rows in two blocks, as a file gives them. */
function streamOf(names: readonly string[], rows: Float32Array<ArrayBuffer>, dim: number): VectorStream {
  const half = Math.ceil(names.length / 2);
  async function* blocks(): AsyncGenerator<VectorBlock> {
    yield { words: names.slice(0, half), rows: rows.slice(0, half * dim) };
    yield { words: names.slice(half), rows: rows.slice(half * dim) };
  }
  return { format: "npy", dim, count: names.length, blocks: blocks() };
}

/** Four directions of a plane, and zero. */
const plane = () =>
  new KeyedVectors(
    ["east", "north-east", "north", "west", "nowhere"],
    Float32Array.of(2, 0, 3, 3, 0, 1, -1, 0, 0, 0),
    2,
  );

const words = (neighbours: readonly Neighbour[]) => neighbours.map(({ word }) => word);

it("says which words are nearest, worked by hand", () => {
  const vectors = plane();
  const found = vectors.mostSimilar("east");
  expect(words(found)).toEqual(["north-east", "north", "nowhere", "west"]);
  expect(found.map(({ score }) => score)).toEqual([Math.SQRT1_2, 0, 0, -1].map((value) => expect.closeTo(value, 7)));
  expect(words(vectors.mostSimilar("east", { topn: 1 }))).toEqual(["north-east"]);
  expect(words(vectors.mostSimilar("east", { restrictVocab: 2 }))).toEqual(["north-east"]);
  expect(words(vectors.mostSimilar("east", { clipStart: 2, clipEnd: 4 }))).toEqual(["north", "west"]);
  expect(words(vectors.similarByVector([1, 0.1], { topn: 2 }))).toEqual(["east", "north-east"]);
});

it("answers analogies by sums and by products", () => {
  // king - man + woman, the features of the lesson: royal, male, money, power, known
  const features = [1, 1, 0.8, 1, 1, 0.2, 1, 0.1, 0.3, 0.4, 0.2, 0, 0.1, 0.3, 0.4, 1, 0, 0.8, 1, 1];
  const vectors = new KeyedVectors(["king", "man", "woman", "queen"], Float32Array.from(features), 5);
  const question = { positive: ["king", "woman"], negative: ["man"] };
  expect(words(vectors.mostSimilar(question))).toEqual(["queen"]);
  expect(words(vectors.mostSimilarCosmul(question))).toEqual(["queen"]);
  const [p, q, n] = ["king", "woman", "man"].map((word) => (1 + vectors.similarity("queen", word)) / 2) as [number, number, number]; // biome-ignore format: one line
  expect(vectors.mostSimilarCosmul(question)[0]!.score).toBeCloseTo((p * q) / (n + 1e-6), 12);
});

it("compares words and sets of words", () => {
  const vectors = plane();
  expect(vectors.similarity("east", "west")).toBe(-1);
  expect(vectors.similarity("east", "nowhere")).toBe(0);
  expect(vectors.distance("east", "north")).toBe(1);
  expect([...vectors.distances("east", ["west", "north"])]).toEqual([2, 1]);
  expect([...vectors.distances("east")].map((value) => value.toFixed(4))).toEqual(["0.0000", "0.2929", "1.0000", "2.0000", "1.0000"]); // biome-ignore format: one line
  expect(vectors.nSimilarity(["east", "north"], ["north-east"])).toBeCloseTo(cosine([1, 0.5], [1, 1]), 12);
  expect(vectors.doesntMatch(["east", "north-east", "west", "unknown"])).toBe("west");
  expect(words(vectors.rankByCentrality(["west", "north", "north-east"]))).toEqual(["north", "north-east", "west"]);
  expect(vectors.mostSimilarToGiven("east", ["west", "north"])).toBe("north");
  expect(vectors.closerThan("east", "west")).toEqual(["north-east", "north", "nowhere"]);
  expect(vectors.rank("east", "north-east")).toBe(1);
  expect(vectors.rankOf("east", "west")).toBe(4);
  expect([...vectors.getVector("north-east", { norm: true })]).toEqual([
    Math.fround(Math.SQRT1_2),
    Math.fround(Math.SQRT1_2),
  ]);
  expect([...vectors.wordVector("west")]).toEqual([-1, 0]);
});

it("gives equal neighbours in the order of the table, however many there are", () => {
  const row = Float32Array.from({ length: 7 }, (_, i) => Math.sin(i + 1));
  const names = Array.from({ length: 1000 }, (_, i) => `w${i}`);
  const rows = new Float32Array(7000);
  for (let i = 0; i < 1000; i++) rows.set(row, 7 * i);
  const vectors = new KeyedVectors(names, rows, 7);
  expect(words(vectors.mostSimilar("w3", { topn: 5 }))).toEqual(["w0", "w1", "w2", "w4", "w5"]);
  expect(words(vectors.mostSimilar({ positive: ["w0"], negative: ["w1"] }, { topn: 3 }))).toEqual(["w2", "w3", "w4"]);
});

it("finds what sorting all cosines finds", async () => {
  const sizes = fc.record({
    count: fc.integer({ min: 2, max: 80 }),
    dim: fc.integer({ min: 1, max: 20 }),
    seed: fc.nat(1000),
  });
  await fc.assert(
    fc.asyncProperty(
      sizes,
      fc.integer({ min: 1, max: 90 }),
      fc.boolean(),
      async ({ count, dim, seed }, topn, float16) => {
        const rows = Float32Array.from(uniform(new Rng(seed), [count, dim], -1, 1).data());
        const names = Array.from({ length: count }, (_, i) => `${i}`);
        const vectors = await KeyedVectors.read(streamOf(names, rows, dim), { float16 });
        const own = vectors.getVector("0");
        const wanted = names
          .slice(1)
          .map((word, i) => ({ word, score: cosine(own, vectors.getVector(word)), row: i }))
          .sort((a, b) => b.score - a.score || a.row - b.row)
          .slice(0, topn);
        const found = vectors.mostSimilar("0", { topn });
        expect(found.map(({ score }) => score)).toEqual(wanted.map(({ score }) => expect.closeTo(score, 10)));
        const apart = wanted.every(({ score }, i) => i === 0 || wanted[i - 1]!.score - score > 1e-10);
        if (apart) expect(words(found)).toEqual(words(wanted));
      },
    ),
  );
});

it("keeps float16 in a table that is made at once, too", () => {
  const vectors = new KeyedVectors(["a", "b", "c"], Float32Array.of(0.1, 1, 0.2, 1, 1, 0.1), 2, { float16: true });
  expect(words(vectors.mostSimilar("a"))).toEqual(["b", "c"]);
  expect([...vectors.getVector("a")]).toEqual([0.0999755859375, 1]);
});

it("gives each row back the same after a search, which takes the rows to the device", () => {
  const vectors = plane();
  const before = vectors.indexToKey.map((word) => [...vectors.getVector(word)]);
  vectors.fillNorms();
  expect(vectors.indexToKey.map((word) => [...vectors.getVector(word)])).toEqual(before);
  expect([...vectors.blocks()].flatMap(({ rows }) => [...rows])).toEqual(before.flat());
});

describe("words", () => {
  it("are strings of any kind", () => {
    const names = [
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "👩‍👩‍👧",
      "e\u0301",
      "é",
      "x".repeat(10_000),
      "",
    ];
    const rows = Float32Array.from({ length: names.length * 2 }, (_, i) => i + 1);
    const vectors = new KeyedVectors(names, rows, 2);
    for (const [i, word] of names.entries()) {
      expect(vectors.getIndex(word)).toBe(i);
      expect([...vectors.getVector(word)]).toEqual([2 * i + 1, 2 * i + 2]);
      expect(words(vectors.mostSimilar(word, { topn: 20 })).sort()).toEqual(
        names.filter((other) => other !== word).sort(),
      );
    }
    expect(vectors.has("valueOf")).toBe(false);
  });

  it("that are unknown are named, with a known form where there is one", () => {
    expect(() => plane().getVector("East")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: getVector: there is no vector of "East".
        given:    a word that is not among the 5
        expected: a word of the table
        fix:      try "east"]
    `);
    expect(() => plane().mostSimilar("valueOf")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: mostSimilar: there is no vector of "valueOf".
        given:    a word that is not among the 5
        expected: a word of the table
        fix:      look with hasIndexFor first]
    `);
  });
});

it("refuses what cannot be compared", () => {
  expect(() => new KeyedVectors(["a"], Float32Array.of(1, 2, 3), 2)).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: KeyedVectors: the vectors are not as many as the words.
      given:    1 words, 3 numbers, 2 a vector
      expected: 2 numbers
      fix:      pass a row-major array of (words, dim)]
  `);
  expect(
    () => new KeyedVectors(["a", "b"], Float32Array.of(1, 2, 3, Number.NaN), 2),
  ).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: KeyedVectors: a number is not finite.
      given:    NaN in the vector of "b"
      expected: finite numbers
      fix:      train with a lower rate]
  `);
  expect(() => plane().mostSimilar([])).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: mostSimilar: there are no words to compare.
      given:    none that is known
      expected: one at least]
  `);
  expect(() => plane().mostSimilar("east", { topn: 0 })).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: mostSimilar: topn is no count.
      given:    0
      expected: a whole number from 1]
  `);
  expect(() => plane().similarByVector([1, 2, 3])).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: mostSimilar: a vector has another length than those here.
      given:    3 numbers
      expected: 2
      fix:      compare vectors of one table]
  `);
  expect(() => plane().doesntMatch(["unknown"])).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: rankByCentrality: there are no words to compare.
      given:    none that is known
      expected: one at least]
  `);
});
