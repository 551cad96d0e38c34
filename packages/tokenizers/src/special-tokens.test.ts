import { describe, expect, it } from "vitest";
import { BpeTokenizer } from "./bpe.js";
import { segments } from "./special-tokens.js";

const special = new Map([
  ["<a>", 1],
  ["<a><b>", 2],
  ["<b>", 3],
]);

describe("segments", () => {
  it.each<[string, (string | number)[]]>([
    ["", []],
    ["no such", ["no such"]],
    ["<a>", [1]],
    ["x<a>y<b>", ["x", 1, "y", 3]],
    ["<a><b><a><a><b>", [2, 1, 2]], // the longest of those that begin at one place
    ["<<a>>", ["<", 1, ">"]],
  ])("cuts %j", (text, expected) => {
    expect([...segments(text, special)].map((part) => part.special ?? part.text)).toEqual(expected);
  });

  it("takes a text of nothing but special tokens", () => {
    expect([...segments("<a>x<b>".repeat(100_000), special)].length).toBe(300_000);
  });
});

describe("allowedSpecial", () => {
  const json = { kind: "bpe", vocabSize: 3, merges: [], vocabulary: ["a", "<s>", "Ġ"] };

  it("refuses what is no special token", () => {
    const tokenizer = BpeTokenizer.fromJSON({ ...json, special: ["<s>"] });
    expect([...tokenizer.encode("a<s> ", { allowedSpecial: ["<s>"] })]).toEqual([0, 1, 2]);
    expect(() => tokenizer.encode("a", { allowedSpecial: ["<s>", "a"] })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: encode: "a" is not a special token.
        given:    allowedSpecial with "a"
        expected: some of ["<s>"]
        fix:      leave it out, or allow "all" that there are]
    `);
    expect(() => BpeTokenizer.fromJSON(json).encode("a", { allowedSpecial: ["<s>"] })).toThrow(
      "none, as this tokenizer has none",
    );
  });

  it("comes with the stored tokenizer", () => {
    const tokenizer = BpeTokenizer.fromJSON({ ...json, special: ["<s>"], unknown: "a" });
    const again = BpeTokenizer.fromJSON(JSON.parse(JSON.stringify(tokenizer)));
    expect(again.toJSON()).toEqual(tokenizer.toJSON());
    expect([...again.encode("?<s>", { allowedSpecial: "all" })]).toEqual([0, 1]);
    expect(() => BpeTokenizer.fromJSON({ ...json, special: ["<pad>"] })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: BpeTokenizer.fromJSON: the special token "<pad>" is not in the vocabulary.
        given:    "<pad>"
        expected: one of 3 tokens
        fix:      add it to the vocabulary, or leave it out]
    `);
    expect(() => BpeTokenizer.fromJSON({ ...json, unknown: 7 })).toThrow('field "unknown" is not a string');
    expect(() => BpeTokenizer.fromJSON({ ...json, special: "<s>" })).toThrow(
      'field "special" is not a list of strings',
    );
  });
});
