import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BpeProgress, trainMerges } from "./bpe-train.js";
import { baseSymbols, spell } from "./byte-alphabet.js";
import { preTokens } from "./pre-tokens.js";

/** The obvious trainer: counts every pair of the whole text anew for each merge. */
function naiveMerges(text: string, vocabSize: number, minCount: number): string[] {
  const ids = new Map(baseSymbols.map((symbol, id) => [symbol, id]));
  let words = preTokens(text).map((word) => [...spell(new TextEncoder().encode(word))]);
  const merges: string[] = [];
  while (ids.size < vocabSize) {
    const counts = new Map<string, number>();
    for (const word of words) {
      for (let i = 1; i < word.length; i++) {
        const pair = `${word[i - 1]} ${word[i]}`;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
    }
    const order = ([pair, count]: [string, number]): number[] => [-count, ...pair.split(" ").map((s) => ids.get(s)!)];
    const compare = (a: number[], b: number[]): number => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!;
    const best = [...counts].sort((a, b) => compare(order(a), order(b)))[0];
    if (best === undefined || best[1] < minCount) break;
    const [left, right] = best[0].split(" ") as [string, string];
    ids.set(left + right, ids.size);
    merges.push(best[0]);
    words = words.map((word) => {
      const merged: string[] = [];
      for (let i = 0; i < word.length; i++) {
        const isPair = word[i] === left && word[i + 1] === right;
        merged.push(isPair ? left + right : word[i]!);
        if (isPair) i++;
      }
      return merged;
    });
  }
  return merges;
}

describe("trainMerges", () => {
  it("merges the most frequent pair first", () => {
    // u·g occurs 5 times; after it Ġ·p 4, h·ug 3, Ġ·h, p·ug, p·u and u·n 2 each
    const text = "hug hug hug pug pug pun pun";
    expect(trainMerges(text, { vocabSize: 258 })).toEqual(["u g", "Ġ p"]);
  });

  it("breaks ties towards smaller ids, the left one first", () => {
    expect(trainMerges("ba\nba\nab\nab", { vocabSize: 258 })).toEqual(["a b", "b a"]);
    expect(trainMerges("ac\nac\nab\nab", { vocabSize: 258 })).toEqual(["a b", "a c"]);
  });

  it("counts overlapping pairs each and merges from the left", () => {
    // aaaaa: a·a 4 times, so aa aa a, where aa·aa and aa·a occur once
    expect(trainMerges("aaaaa", { vocabSize: 300 })).toEqual(["a a"]);
    expect(trainMerges("aaaaa", { vocabSize: 300, minCount: 1 })).toEqual(["a a", "aa a", "aa aaa"]);
  });

  it("learns from bytes what it learns from text, and takes bytes that are no text", () => {
    const text = "der Bär, der Bär, naïve 😀😀";
    const options = { vocabSize: 280 };
    expect(trainMerges(new TextEncoder().encode(text), options)).toEqual(trainMerges(text, options));
    expect(trainMerges(Uint8Array.of(0xff, 0xfe, 0x0a, 0xff, 0xfe), { vocabSize: 257 })).toEqual(["ÿ þ"]);
  });

  it("treats words that name object members as words", () => {
    const text = "constructor constructor __proto__ __proto__ toString toString ";
    expect(trainMerges(text, { vocabSize: 400 })).toEqual(naiveMerges(text, 400, 2));
  });

  it("equals the naive trainer on random texts", () => {
    const piece = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom("a", "b", "ab", "aab", "ba", " ", "c") },
      { weight: 1, arbitrary: fc.constantFrom("é", "😀", "'s", "1", "\n", "中") },
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 120 }),
        fc.integer({ min: 256, max: 300 }),
        fc.integer({ min: 1, max: 3 }),
        (pieces, vocabSize, minCount) => {
          const text = pieces.join("");
          expect(trainMerges(text, { vocabSize, minCount })).toEqual(naiveMerges(text, vocabSize, minCount));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("reports each merge", () => {
    const steps: BpeProgress[] = [];
    trainMerges("abab abab", { vocabSize: 300, onProgress: (step) => steps.push(step) });
    expect(steps).toEqual([
      { vocabSize: 257, targetVocabSize: 300, merge: "a b", count: 4 },
      { vocabSize: 258, targetVocabSize: 300, merge: "ab ab", count: 2 },
    ]);
  });

  it("says what sizes are possible", () => {
    expect(() => trainMerges("", { vocabSize: 100 })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: BpeTokenizer.train: a vocabulary cannot have 100 tokens.
        given:    vocabSize 100
        expected: an integer of at least 256, one for each byte
        fix:      ask for 256 and as many merges as you want; for fewer tokens use CharTokenizer]
    `);
    expect(() => trainMerges("", { vocabSize: 256, minCount: 0 })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: BpeTokenizer.train: a pair cannot be asked to occur 0 times.
        given:    minCount 0
        expected: at least 1
        fix:      leave minCount out for 2]
    `);
  });
});
