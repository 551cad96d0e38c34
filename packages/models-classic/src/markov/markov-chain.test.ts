import { Rng, ValueError } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MarkovChain } from "./markov-chain.js";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", ".", "\\", "é", "🙂"), maxLength: 8 });
const words = fc.array(word, { minLength: 1, maxLength: 8 });
const order = fc.integer({ min: 1, max: 4 });

describe("MarkovChain", () => {
  it("counts ctatgt as one does by hand", () => {
    const chain = new MarkovChain().fit(["ctatgt"]);
    expect(chain.symbols).toEqual([".", "a", "c", "g", "t"]);
    expect(chain.counts).toEqual([
      [0, 0, 1, 0, 0], // the sequence starts with c
      [0, 0, 0, 0, 1],
      [0, 0, 0, 0, 1],
      [0, 0, 0, 0, 1],
      [1, 1, 0, 1, 0], // t: once the end, once a, once g
    ]);
    expect(chain.probabilities[4]).toEqual([1 / 3, 1 / 3, 0, 1 / 3, 0]);
    expect([chain.contextsSeen, chain.contextsPossible]).toEqual([5, 5]);
    expect(chain.predict("a")).toBe("t");
    expect(chain.predict("")).toBe("c");
    expect(chain.predictProbabilities(".")).toEqual([0, 0, 1, 0, 0]);
    expect(chain.negativeLogLikelihood(["ctatgt"])).toBeCloseTo((3 / 7) * Math.log(3), 15); // three of seven are thirds
  });

  it("takes several letters as the context", () => {
    const chain = new MarkovChain({ order: 2 }).fit(["aab", "ab"]);
    expect(chain.contextsPossible).toBe(1 + 2 + 4); // "..", ".a" ".b", "aa" "ab" "ba" "bb"
    expect(chain.contextsSeen).toBe(4); // "..", ".a", "aa", "ab"
    expect(chain.predictProbabilities("a")).toEqual([0, 1 / 2, 1 / 2]);
    expect(chain.predictProbabilities("aa")).toEqual([0, 0, 1]);
    expect(chain.predictProbabilities("bbaab")).toEqual([1, 0, 0]);
  });

  it("adds smoothing to every count", () => {
    const chain = new MarkovChain({ smoothing: 1, alphabet: "abz" }).fit(["ab"]);
    expect(chain.symbols).toEqual([".", "a", "b", "z"]);
    expect(chain.counts[1]).toEqual([0, 0, 1, 0]);
    expect(chain.probabilities[1]).toEqual([1 / 5, 1 / 5, 2 / 5, 1 / 5]);
    expect(chain.probabilities[3]).toEqual([1 / 4, 1 / 4, 1 / 4, 1 / 4]);
  });

  it("writes a point of the text as another symbol than the mark", () => {
    const chain = new MarkovChain().fit(["a.", "."]);
    expect(chain.symbols).toEqual([".", "\\.", "a"]);
    expect(chain.counts).toEqual([
      [0, 1, 1],
      [2, 0, 0],
      [0, 1, 0],
    ]);
    expect(chain.sample(new Rng(0), 20).sort().at(0)).toBe(".");
  });

  it("says what has probability 0", () => {
    const chain = new MarkovChain().fit(["ab"]);
    expect(chain.evaluate(["ab", "ba", "bz"])).toEqual({
      negativeLogLikelihood: Number.POSITIVE_INFINITY,
      symbols: 9,
      impossible: [
        { context: ".", symbol: "b", times: 2 },
        { context: "b", symbol: "a", times: 1 },
        { context: "a", symbol: ".", times: 1 },
        { context: "b", symbol: "z", times: 1 },
        { context: "?", symbol: ".", times: 1 },
      ],
    });
  });

  it("cuts off a sequence that does not end", () => {
    const chain = new MarkovChain().fit(["a".repeat(1000)]);
    expect(chain.sample(new Rng(0), 3, { maxLength: 10 })).toEqual(["aaaaaaaaaa", "aaaaaaaaaa", "aaaaaaaaaa"]);
  });

  it("draws each letter as often as its row says", () => {
    const chain = new MarkovChain().fit(["ab", "ab", "ac", "b"]);
    const samples = chain.sample(new Rng(1), 4000);
    const share = (text: string) => samples.filter((sample) => sample === text).length / samples.length;
    // p(1 - p) / 4000 is at most 0.0079²
    expect(Math.abs(share("ab") - 1 / 2)).toBeLessThan(0.03);
    expect(Math.abs(share("ac") - 1 / 4)).toBeLessThan(0.03);
    expect(Math.abs(share("b") - 1 / 4)).toBeLessThan(0.03);
    expect(share("ab") + share("ac") + share("b")).toBe(1);
  });

  it("is the same chain when its config was written and read", () => {
    fc.assert(
      fc.property(words, order, fc.constantFrom(0, 0.5), (sequences, order, smoothing) => {
        const chain = new MarkovChain({ order, smoothing }).fit(sequences);
        const again = MarkovChain.fromConfig(JSON.parse(JSON.stringify(chain.config)));
        expect(again.config).toEqual(chain.config);
        expect(again.sample(new Rng(3), 5)).toEqual(chain.sample(new Rng(3), 5));
        expect(again.negativeLogLikelihood(sequences)).toBe(chain.negativeLogLikelihood(sequences));
      }),
    );
  });

  it("draws only what it has seen, and nothing foretells its sequences better than its own counts", () => {
    fc.assert(
      fc.property(words, order, fc.nat(), (sequences, order, seed) => {
        const chain = new MarkovChain({ order }).fit(sequences);
        const drawn = chain.sample(new Rng(seed), 5);
        const ended = drawn.filter((sample) => [...sample].length < 1000);
        if (ended.length > 0) expect(chain.evaluate(ended).impossible).toEqual([]);
        expect(chain.contextsSeen).toBeLessThanOrEqual(chain.contextsPossible);
        const smoothed = new MarkovChain({ order, smoothing: 1 }).fit(sequences);
        const nll = chain.negativeLogLikelihood(sequences);
        expect(nll).toBeLessThanOrEqual(smoothed.negativeLogLikelihood(sequences) + 1e-12);
      }),
    );
  });

  it("says what is wrong", () => {
    const message = (f: () => unknown) => {
      try {
        return String(f());
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(message(() => new MarkovChain({ order: 0 }))).toMatchInlineSnapshot(`
      "MarkovChain: the order is not a whole number of 1 or more.
        given:    0
        expected: 1: the next letter depends on one letter"
    `);
    expect(message(() => new MarkovChain({ smoothing: -1 }))).toMatchInlineSnapshot(`
      "MarkovChain: smoothing is not a number of 0 or more.
        given:    -1
        expected: 0, or 1 to make nothing impossible"
    `);
    expect(message(() => new MarkovChain().fit([]))).toMatchInlineSnapshot(
      `"MarkovChain.fit: there is no sequence to count in."`,
    );
    expect(message(() => new MarkovChain().counts)).toMatchInlineSnapshot(`
      "MarkovChain.counts: nothing was counted yet.
        fix:      call fit(sequences) first"
    `);
    expect(message(() => new MarkovChain({ order: 2 }).fit(["ab"]).counts)).toMatchInlineSnapshot(`
      "MarkovChain.counts: there is a table for one letter of context only.
        given:    order 2
        expected: order 1
        fix:      predictProbabilities(context) is a row for any order"
    `);
    expect(message(() => new MarkovChain().fit(["ab"]).predict("z"))).toMatchInlineSnapshot(`
      "MarkovChain.predictProbabilities: "z" is not in the alphabet.
        given:    "z"
        expected: letters of a b"
    `);
    expect(message(() => new MarkovChain({ order: 2 }).fit(["ab"]).predict("ba"))).toMatchInlineSnapshot(`
      "MarkovChain.predictProbabilities: this context was never seen.
        given:    "ba"
        expected: a context of the sequences of fit
        fix:      smoothing: 1 makes every symbol possible after it, or take a lower order"
    `);
    expect(
      message(() => MarkovChain.fromConfig({ ...new MarkovChain().fit(["a"]).config, counts: [["x", { a: 1 }]] })),
    ).toMatchInlineSnapshot(`
        "MarkovChain.fromConfig: the counts are not those of a chain.
          given:    "x" -> "a": 1
          expected: 1 of the symbols, one symbol, a number above 0"
      `);
    expect(() => MarkovChain.fromConfig({ ...new MarkovChain().fit(["a"]).config, options: null })).toThrow(ValueError);
  });
});
