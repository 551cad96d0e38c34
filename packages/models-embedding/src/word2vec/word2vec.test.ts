import { init } from "@cairn-ml/tensor";
import { describe, expect, it } from "vitest";
import type { Word2VecOptions } from "./options.js";
import { Word2Vec } from "./word2vec.js";

/** Words of two themes, never in one sentence: words of a theme must come together. */
function themes(sentences: number): string[][] {
  const themes = ["sun rain wind snow cloud storm".split(" "), "king queen throne crown castle sword".split(" ")];
  let state = 7;
  const draw = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: sentences }, (_, i) => Array.from({ length: 8 }, () => themes[i % 2]![draw(6)]!));
}

const corpus = themes(600);
const small: Word2VecOptions = { vectorSize: 12, minCount: 1, sample: 0, epochs: 10, window: 3, threads: 1, lr: 0.05 };

function cosine(model: Word2Vec, first: string, second: string): number {
  const [a, b] = [model.wordVector(first), model.wordVector(second)];
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** The least similar pair within a theme, and the most similar across. */
function closeness(model: Word2Vec): { within: number; across: number } {
  const all = model.words.flatMap((a) => model.words.filter((b) => b > a).map((b) => [a, b] as const));
  const weather = new Set("sun rain wind snow cloud storm".split(" "));
  const isWithin = ([a, b]: readonly [string, string]) => weather.has(a) === weather.has(b);
  const cosines = (pairs: (readonly [string, string])[]) => pairs.map(([a, b]) => cosine(model, a, b));
  return {
    within: Math.min(...cosines(all.filter(isWithin))),
    across: Math.max(...cosines(all.filter((pair) => !isWithin(pair)))),
  };
}

const kinds: Record<string, Word2VecOptions> = {
  "skip-gram": { sg: true },
  CBOW: {},
  "CBOW of sums": { cbowMean: false },
  "hierarchical softmax": { sg: true, hs: true },
  "CBOW with hierarchical softmax": { hs: true },
  "n-grams": { sg: true, ngrams: { buckets: 200 } },
  "CBOW of n-grams": { ngrams: { buckets: 5000 } },
  "two threads": { sg: true, threads: 2 },
};

describe("Word2Vec", () => {
  it.each(Object.entries(kinds))("brings words of a theme together: %s", async (_, options) => {
    const model = await new Word2Vec({ ...small, ...options }).fit(corpus);
    const { within, across } = closeness(model);
    expect(within).toBeGreaterThan(across + 0.2);
    model.close();
  });

  it("gives the same bits again, and others with another seed", async () => {
    const vectors = async (options: Word2VecOptions) => {
      const model = await new Word2Vec({ ...small, epochs: 1, ...options }).fit(corpus);
      model.close();
      return model.vectors();
    };
    const first = await vectors({ threads: 4, deterministic: true });
    expect(await vectors({ deterministic: true })).toEqual(first);
    expect(await vectors({ seed: 2 })).not.toEqual(first);
  });

  it("gives the same however the corpus comes", async () => {
    const model = await new Word2Vec({ ...small, epochs: 2 }).fit(corpus);
    async function* sentences() {
      for (const sentence of corpus) yield sentence;
    }
    const again = await new Word2Vec({ ...small, epochs: 2 }).fit(sentences);
    expect(again.vectors()).toEqual(model.vectors());
  });

  it("counts what it went through", async () => {
    const model = new Word2Vec({ ...small, minCount: 3, epochs: 2 });
    await model.buildVocab([...corpus, ["rare", "sun"]]);
    const result = await model.train([...corpus, ["rare", "sun"]]);
    expect(result).toMatchObject({ words: 9604, trainedWords: 9602, finished: true });
    expect(result.wordsPerSecond).toBeCloseTo(result.words / result.seconds);
    expect(model.corpusWords).toBe(4802);
    expect(model.words.length).toBe(12);
    expect(model.counts.reduce((sum, count) => sum + count)).toBe(4801);
  });

  it("trains on sentences longer than 10,000 words", async () => {
    const long = corpus.flat().concat(corpus.flat(), corpus.flat());
    const model = new Word2Vec({ ...small, epochs: 1 });
    await model.buildVocab([long]);
    expect(await model.train([long])).toMatchObject({ words: 14_400, trainedWords: 14_400 });
  });

  it("keeps strange words", async () => {
    const strange = ["__proto__", "constructor", "toString", "👑", "e\u0301", "\ud800", "x".repeat(10_000)];
    for (const options of [{}, { ngrams: { buckets: 50 } }]) {
      const model = await new Word2Vec({ ...small, ...options }).fit([strange, strange]);
      expect(model.words).toEqual(strange);
      for (const word of strange) expect(model.wordVector(word).every(Number.isFinite)).toBe(true);
    }
  });

  it("keeps n-grams that come again and again in a word from running away", async () => {
    const lines = corpus.map((sentence) => [...sentence, "-".repeat(1000)]);
    const model = await new Word2Vec({ ...small, sg: true, ngrams: { buckets: 500 } }).fit(lines);
    expect(Math.max(...model.vectors().map(Math.abs))).toBeLessThan(10);
  });

  it("has a vector for any word where words are n-grams", async () => {
    const model = await new Word2Vec({ ...small, ngrams: { buckets: 50 } }).fit(corpus);
    expect(cosine(model, "kings", "king")).toBeGreaterThan(0.5);
    expect(() => model.wordVector("")).toThrow('"" is not in the vocabulary');
    expect(model.vectors().subarray(0, 12)).toEqual(model.wordVector(model.words[0]!));
  });

  it("gives its vectors to look up", async () => {
    const model = await new Word2Vec({ ...small, sg: true }).fit(corpus);
    const { wv } = model;
    await init();
    const near = wv.mostSimilar("king", { topn: 5 }).map(({ word }) => word);
    expect(near.sort()).toEqual(["castle", "crown", "queen", "sword", "throne"]);
    expect(model.wv).toBe(wv);
    await model.train(corpus);
    expect(model.wv.getVector("king")).toEqual(model.wordVector("king"));
    expect(model.wv.getVector("king")).not.toEqual(wv.getVector("king"));
  });

  it("trains a vocabulary of one word", async () => {
    for (const hs of [false, true]) {
      const model = await new Word2Vec({ ...small, hs }).fit([["a", "a", "a"]]);
      expect(model.vectors().every(Number.isFinite)).toBe(true);
    }
  });

  it("says what is missing", async () => {
    const model = new Word2Vec(small);
    expect(() => model.words).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Word2Vec.words: there is no vocabulary yet.
        fix:      await model.buildVocab(corpus) first]
    `);
    await expect(new Word2Vec().fit([["once"]])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Word2Vec.buildVocab: no word is frequent enough.
        given:    1 words, none of them 5 times
        expected: words that come at least minCount: 5 times
        fix:      take a smaller minCount]
    `);
    await model.buildVocab(corpus);
    expect(() => model.wordVector("moon")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Word2Vec.wordVector: "moon" is not in the vocabulary.
        given:    "moon"
        expected: one of 12 words
        fix:      take a smaller minCount, or ngrams, which give every word a vector]
    `);
  });
});
