import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeLong, mergeShort, mergeTokens } from "./bpe-merge.js";
import { BpeVocabulary, impliedSymbols } from "./bpe-vocabulary.js";

type Merge = (vocabulary: BpeVocabulary, tokens: Int32Array, length: number) => number;

function run(merge: Merge, vocabulary: BpeVocabulary, text: string): string[] {
  const tokens = Int32Array.from(text, (symbol) => vocabulary.id(symbol)!);
  return Array.from(tokens.subarray(0, merge(vocabulary, tokens, tokens.length)), (id) => vocabulary.symbols[id]!);
}

/** The definition: apply the lowest-ranked merge there is, the leftmost of equals, until there is none. */
function naive(merges: readonly string[], text: string): string[] {
  let word = [...text];
  for (;;) {
    const ranks = word.map((symbol, i) => merges.indexOf(`${symbol} ${word[i + 1]}`));
    const best = Math.min(...ranks.map((rank) => (rank === -1 ? Number.POSITIVE_INFINITY : rank)));
    const at = ranks.indexOf(best);
    if (at === -1) return word;
    word = [...word.slice(0, at), word[at]! + word[at + 1]!, ...word.slice(at + 2)];
  }
}

/** Merges over a few letters, learned one on top of another, then in any order and with gaps. */
const someMerges = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 25 }).chain((picks) => {
  const known = ["a", "b", "c"];
  const merges = new Set<string>();
  for (const [i, k] of picks) {
    const [left, right] = [known[i % known.length]!, known[k % known.length]!];
    if (left.length + right.length > 12) continue;
    merges.add(`${left} ${right}`);
    known.push(left + right);
  }
  return fc.shuffledSubarray([...merges]).map((subset) => ({ all: [...merges], subset }));
});

describe("mergeTokens", () => {
  it("applies merges by rank, not from the left", () => {
    const merges = ["b c", "a b", "a bc"];
    const vocabulary = new BpeVocabulary("test", { symbols: impliedSymbols("test", merges), merges });
    expect(run(mergeTokens, vocabulary, "abc")).toEqual(["abc"]); // b·c first, though a·b is further left
    expect(run(mergeTokens, vocabulary, "abab")).toEqual(["ab", "ab"]);
    expect(run(mergeTokens, vocabulary, "")).toEqual([]);
  });

  it("equals the definition on random merges, by either method", () => {
    fc.assert(
      fc.property(
        someMerges,
        fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 60 }),
        ({ all, subset }, text) => {
          const vocabulary = new BpeVocabulary("test", { symbols: impliedSymbols("test", all), merges: subset });
          const expected = naive(subset, text);
          expect(run(mergeShort, vocabulary, text)).toEqual(expected);
          expect(run(mergeLong, vocabulary, text)).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
