import { describe, expect, it } from "vitest";
import { BpeTokenizer } from "./bpe.js";
import { CharTokenizer } from "./char.js";
import { TokenizerError } from "./errors.js";
import { tokenizerFromJSON } from "./from-json.js";

describe("tokenizerFromJSON", () => {
  it("makes the tokenizer that was saved", () => {
    expect(tokenizerFromJSON(CharTokenizer.train("ab").toJSON())).toBeInstanceOf(CharTokenizer);
    expect(tokenizerFromJSON(BpeTokenizer.train("ab", { vocabSize: 256 }).toJSON())).toBeInstanceOf(BpeTokenizer);
  });

  it("stores readably, and no more than is needed", () => {
    expect(JSON.stringify(CharTokenizer.train("ab\n"))).toBe(
      '{"kind":"char","vocabSize":3,"characters":["\\n","a","b"]}',
    );
    expect(JSON.stringify(BpeTokenizer.train(" t t\n", { vocabSize: 300 }))).toBe(
      '{"kind":"bpe","vocabSize":257,"merges":["Ġ t"]}',
    );
  });

  it.each<[string, unknown, string]>([
    ["nothing", undefined, "tokenizerFromJSON: the tokenizer is not an object"],
    ["null", null, "tokenizerFromJSON: the tokenizer is not an object"],
    ["text", '{"kind":"char"}', "tokenizerFromJSON: the tokenizer is not an object"],
    ["a list", [], "tokenizerFromJSON: the tokenizer is not an object"],
    ["no kind", { vocabSize: 3 }, 'tokenizerFromJSON: field "kind" is missing'],
    ["a wrong kind", { kind: "word", vocabSize: 3 }, 'tokenizerFromJSON: there is no tokenizer of kind "word"'],
    [
      "a kind that is no own field",
      Object.create({ kind: "char", vocabSize: 0, characters: [] }),
      'tokenizerFromJSON: field "kind" is missing',
    ],
    ["char: no characters", { kind: "char", vocabSize: 1 }, 'CharTokenizer.fromJSON: field "characters" is missing'],
    [
      "char: characters not a list",
      { kind: "char", vocabSize: 1, characters: "ab" },
      'CharTokenizer.fromJSON: field "characters" is not a list of strings',
    ],
    [
      "char: a number among characters",
      { kind: "char", vocabSize: 2, characters: ["a", 1] },
      'CharTokenizer.fromJSON: field "characters" is not a list of strings',
    ],
    [
      "char: two characters in one",
      { kind: "char", vocabSize: 2, characters: ["a", "bc"] },
      "CharTokenizer.fromJSON: token 1 is not one character",
    ],
    [
      "char: an empty character",
      { kind: "char", vocabSize: 2, characters: ["a", ""] },
      "CharTokenizer.fromJSON: token 1 is not one character",
    ],
    [
      "char: a duplicate",
      { kind: "char", vocabSize: 3, characters: ["a", "b", "a"] },
      "CharTokenizer.fromJSON: token 2 is token 0 again",
    ],
    [
      "char: a wrong size",
      { kind: "char", vocabSize: 3, characters: ["a", "b"] },
      "CharTokenizer.fromJSON: vocabSize is 3 but there are 2 tokens",
    ],
    ["char: no size", { kind: "char", characters: ["a", "b"] }, 'CharTokenizer.fromJSON: field "vocabSize" is missing'],
    ["bpe: no merges", { kind: "bpe", vocabSize: 256 }, 'BpeTokenizer.fromJSON: field "merges" is missing'],
    [
      "bpe: merges not strings",
      { kind: "bpe", vocabSize: 257, merges: [["a", "b"]] },
      'BpeTokenizer.fromJSON: field "merges" is not a list of strings',
    ],
    [
      "bpe: a merge of one",
      { kind: "bpe", vocabSize: 257, merges: ["ab"] },
      "BpeTokenizer.fromJSON: merge 0 is not a pair",
    ],
    [
      "bpe: a merge of three",
      { kind: "bpe", vocabSize: 257, merges: ["a b c"] },
      "BpeTokenizer.fromJSON: merge 0 is not a pair",
    ],
    [
      "bpe: a merge of an unknown token",
      { kind: "bpe", vocabSize: 258, merges: ["a b", "ab cd"] },
      'BpeTokenizer.fromJSON: merge 1 refers to "cd", which is not in the vocabulary',
    ],
    [
      "bpe: a merge before its part",
      { kind: "bpe", vocabSize: 258, merges: ["ab c", "a b"] },
      'BpeTokenizer.fromJSON: merge 0 refers to "abc", which is not in the vocabulary',
    ],
    [
      "bpe: a merge twice",
      { kind: "bpe", vocabSize: 257, merges: ["a b", "a b"] },
      "BpeTokenizer.fromJSON: merge 1 is merge 0 again",
    ],
    [
      "bpe: a wrong size",
      { kind: "bpe", vocabSize: 300, merges: ["a b"] },
      "BpeTokenizer.fromJSON: vocabSize is 300 but there are 257 tokens",
    ],
    [
      "bpe: a duplicate token",
      { kind: "bpe", vocabSize: 2, merges: [], vocabulary: ["a", "a"] },
      "BpeTokenizer.fromJSON: token 1 is token 0 again",
    ],
    [
      "bpe: an empty token",
      { kind: "bpe", vocabSize: 2, merges: [], vocabulary: ["a", ""] },
      "BpeTokenizer.fromJSON: token 1 is not spelled in the byte alphabet",
    ],
    [
      "bpe: a token out of the alphabet",
      { kind: "bpe", vocabSize: 2, merges: [], vocabulary: ["a", "a b"] },
      "BpeTokenizer.fromJSON: token 1 is not spelled in the byte alphabet",
    ],
    [
      "bpe: a merge of __proto__",
      { kind: "bpe", vocabSize: 257, merges: ["__proto__ a"] },
      'BpeTokenizer.fromJSON: merge 0 refers to "__proto__", which is not in the vocabulary',
    ],
    [
      "bpe: a merge that makes an unknown token",
      { kind: "bpe", vocabSize: 2, merges: ["a b"], vocabulary: ["a", "b"] },
      'BpeTokenizer.fromJSON: merge 0 refers to "ab", which is not in the vocabulary',
    ],
  ])("refuses %s", (_, json, message) => {
    expect(() => tokenizerFromJSON(json)).toThrow(TokenizerError);
    expect(() => tokenizerFromJSON(json)).toThrow(message);
  });

  it("says what was given, what was expected and how to mend it", () => {
    expect(() => tokenizerFromJSON({ kind: "word" })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: tokenizerFromJSON: there is no tokenizer of kind "word".
        given:    "word"
        expected: "char" or "bpe"
        fix:      pass what JSON.parse gives for the file that was saved]
    `);
    expect(() => tokenizerFromJSON({ kind: "char", vocabSize: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: CharTokenizer.fromJSON: field "characters" is missing.
        given:    ["kind","vocabSize"]
        expected: "characters": a list of strings
        fix:      load the file that toJSON wrote, unchanged]
    `);
    expect(() =>
      tokenizerFromJSON({ kind: "bpe", vocabSize: 1, merges: ["a b", 7] }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: BpeTokenizer.fromJSON: field "merges" is not a list of strings.
        given:    7 at index 1
        expected: "merges": a list of strings
        fix:      load the file that toJSON wrote, unchanged]
    `);
    expect(() =>
      tokenizerFromJSON({ kind: "bpe", vocabSize: 300, merges: ["a b"] }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: BpeTokenizer.fromJSON: vocabSize is 300 but there are 257 tokens.
        given:    vocabSize 300
        expected: 257
        fix:      load the file that toJSON wrote, unchanged]
    `);
    expect(() =>
      tokenizerFromJSON({ kind: "bpe", vocabSize: 258, merges: ["a b", "ab cd"] }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: BpeTokenizer.fromJSON: merge 1 refers to "cd", which is not in the vocabulary.
        given:    "ab cd"
        expected: both parts and what they make together to be tokens
        fix:      keep the merges in the order they were learned in, with the vocabulary they were learned with]
    `);
  });
});
