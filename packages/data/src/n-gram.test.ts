import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NGram } from "./n-gram.js";
import { generateStories } from "./stories/generate.js";
import { splitText } from "./text.js";

const encode = (text: string) => new TextEncoder().encode(text);
const at = (model: NGram, context: string, byte: string) => model.distribution(encode(context))[byte.charCodeAt(0)]!;

describe("NGram", () => {
  it("of order 1, worked by hand", () => {
    // aaabbc: a 3, b 2, c 1. Seen once: c; twice: b. D = 1 / (1 + 2) = 1/3, total 6, 3 kinds.
    const model = NGram.train(encode("aaabbc"), 1);
    const rest = ((1 / 3) * 3) / 6 / 256;
    expect(at(model, "", "a")).toBeCloseTo((3 - 1 / 3) / 6 + rest, 15);
    expect(at(model, "", "b")).toBeCloseTo((2 - 1 / 3) / 6 + rest, 15);
    expect(at(model, "", "c")).toBeCloseTo((1 - 1 / 3) / 6 + rest, 15);
    expect(at(model, "", "z")).toBeCloseTo(rest, 15);
    expect(at(model, "aab", "a")).toBe(at(model, "", "a"));
  });

  it("of order 2, worked by hand", () => {
    // abab abc -> bigrams of "ababc": ab 2, ba 1, bc 1. D₂ = 2 / (2 + 2) = 1/2.
    // Continuations: b follows {a}: 1; a follows {b}: 1; c follows {b}: 1. D₁ = 3 / 3 = 1, so P₁ = uniform.
    const model = NGram.train(encode("ababc"), 2);
    expect(at(model, "", "a")).toBeCloseTo(1 / 256, 15);
    expect(at(model, "a", "b")).toBeCloseTo((2 - 0.5) / 2 + (0.5 * 1) / 2 / 256, 15);
    expect(at(model, "b", "a")).toBeCloseTo((1 - 0.5) / 2 + (0.5 * 2) / 2 / 256, 15);
    expect(at(model, "b", "c")).toBeCloseTo((1 - 0.5) / 2 + (0.5 * 2) / 2 / 256, 15);
    expect(at(model, "c", "a")).toBe(at(model, "", "a")); // nothing ever followed c
  });

  it("of order 3, worked by hand", () => {
    // "abcabdab": trigrams abc 1, bca 1, cab 1, abd 1, bda 1, dab 1: all once, D₃ = 1.
    // Bigrams by distinct predecessors: ab {c, d} 2 (the first one has none), bc {a} 1, ca {b} 1, bd {a} 1, da {b} 1.
    //   D₂ = 4 / (4 + 2) = 2/3. Context a: total 2, 1 kind. Context b: total 2, 2 kinds.
    // Unigrams by distinct predecessors: a {c, d} 2, b {a} 1, c {b} 1, d {b} 1. D₁ = 3 / (3 + 2) = 3/5, total 5, 4 kinds.
    const model = NGram.train(encode("abcabdab"), 3);
    const uniform = ((3 / 5) * 4) / 5 / 256;
    const c = (1 - 3 / 5) / 5 + uniform;
    expect(at(model, "", "c")).toBeCloseTo(c, 15);
    expect(at(model, "", "a")).toBeCloseTo((2 - 3 / 5) / 5 + uniform, 15);
    const bc = (1 - 2 / 3) / 2 + (((2 / 3) * 2) / 2) * c;
    expect(at(model, "b", "c")).toBeCloseTo(bc, 15);
    const abc = (1 - 1) / 2 + ((1 * 2) / 2) * bc;
    expect(at(model, "ab", "c")).toBeCloseTo(abc, 15);
    expect(at(model, "xb", "c")).toBeCloseTo(bc, 15); // xb was never seen: the shorter context speaks
  });

  it("gives probabilities that sum to 1 and are never 0, after any context", () => {
    const text = fc.uint8Array({ max: 3, maxLength: 60 });
    fc.assert(
      fc.property(
        text,
        fc.uint8Array({ max: 4, maxLength: 8 }),
        fc.integer({ min: 1, max: 6 }),
        (bytes, context, order) => {
          const distribution = NGram.train(bytes, order).distribution(context);
          expect(distribution.length).toBe(256);
          expect(distribution.every((p) => p > 0)).toBe(true);
          expect(Math.abs(distribution.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-12);
        },
      ),
    );
  });

  it("measures the mean of -log2 of what it gives each byte, also where the product underflows", () => {
    const model = NGram.train(encode("the cat sat on the mat"), 4);
    const bytes = encode("the rat sat on the cat ".repeat(40));
    let bits = 0;
    bytes.forEach((byte, i) => {
      bits -= Math.log2(model.distribution(bytes.subarray(0, i))[byte]!);
    });
    expect(model.bitsPerByte(bytes)).toBeCloseTo(bits / bytes.length, 10);
  });

  it("knows nothing without a text, and little of what it never saw", () => {
    expect(NGram.train(new Uint8Array(0), 3).bitsPerByte(encode("abc"))).toBe(8);
    for (const text of ["a", "aa", "abab", "aaaabbbbaaaabbbb"]) {
      for (const order of [1, 2, 3, 5]) {
        const bits = NGram.train(encode(text), order).bitsPerByte(encode("\u0000\u0001é"));
        expect(bits).toBeGreaterThanOrEqual(8);
        expect(bits).toBeLessThan(40);
      }
    }
  });

  it("predicts unseen stories better from longer contexts, up to 5 bytes", () => {
    const [train, validation] = splitText(generateStories({ seed: 5, bytes: 300_000 })).map(encode);
    const bits = [1, 2, 3, 4, 5].map((order) => NGram.train(train!, order).bitsPerByte(validation!));
    for (let i = 1; i < bits.length; i++) expect(bits[i]!).toBeLessThan(bits[i - 1]!);
    expect(bits[0]!).toBeLessThan(4.5);
  });

  it("says what is wrong with its arguments", () => {
    expect(() => NGram.train(encode("abc"), 0)).toThrowErrorMatchingInlineSnapshot(`
      [RangeError: NGram.train: the order is out of range.
        given:    order 0
        expected: a whole number from 1 to 16
        fix:      pass 5 for a strong baseline on text]
    `);
    expect(() => NGram.train(encode("abc"), 2.5)).toThrow(RangeError);
    expect(() => NGram.train(encode("abc"), 2).bitsPerByte(new Uint8Array(0))).toThrowErrorMatchingInlineSnapshot(`
      [RangeError: NGram.bitsPerByte: there is nothing to measure.
        given:    0 bytes
        expected: at least 1
        fix:      pass the held-out part of a text]
    `);
  });
});
