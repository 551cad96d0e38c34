import { describe, expect, it } from "vitest";
import { BpeTokenizer } from "./bpe.js";
import { tokenizerFromJSON } from "./from-json.js";

const encoderJson = { "<unk>": 7, l: 0, o: 1, w: 2, Ġ: 3, Ġl: 4, ow: 5, Ġlow: 6, "end of text": 8 };
const vocabBpe = "#version: 0.2\nĠ l\no w\nĠl ow\n";

describe("BpeTokenizer.fromGpt2", () => {
  it("takes ids from the one file and merges from the other", () => {
    const tokenizer = BpeTokenizer.fromGpt2({ encoderJson, vocabBpe });
    expect(tokenizer.vocabSize).toBe(9);
    expect([...tokenizer.encode("low low")]).toEqual([0, 5, 6]);
    expect(tokenizer.decode([6, 8])).toBe(" lowend of text"); // 8 is not spelled in the byte alphabet: its text counts
    expect(tokenizer.tokenId("end of text")).toBe(8);
  });

  it("takes the file's text, either end of line, and no version line", () => {
    const files = { encoderJson: JSON.stringify(encoderJson), vocabBpe: "Ġ l\r\no w\r\nĠl ow" };
    expect(BpeTokenizer.fromGpt2(files).toJSON()).toEqual(BpeTokenizer.fromGpt2({ encoderJson, vocabBpe }).toJSON());
  });

  it("is stored with its vocabulary, as its ids do not follow from the merges", () => {
    const tokenizer = BpeTokenizer.fromGpt2({ encoderJson, vocabBpe });
    const again = tokenizerFromJSON(JSON.parse(JSON.stringify(tokenizer)));
    expect(again.toJSON()).toEqual(tokenizer.toJSON());
    expect(again.decode([6, 8])).toBe(" lowend of text");
  });

  it("takes tokens that name object members", () => {
    const tokenizer = BpeTokenizer.fromGpt2({
      encoderJson: '{"a": 0, "__proto__": 1, "constructor": 2}',
      vocabBpe: "",
    });
    expect(tokenizer.decode([1, 0, 2])).toBe("__proto__aconstructor");
  });

  it("says which byte it has no token for", () => {
    expect(() =>
      BpeTokenizer.fromGpt2({ encoderJson, vocabBpe }).encode("low tide"),
    ).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: encode: byte 116 has no token.
        given:    " tide", which holds it
        expected: only bytes that the vocabulary has a token for
        fix:      take the text out, or use a vocabulary with all 256 bytes, as BpeTokenizer.train makes]
    `);
  });

  it("refuses files that do not fit together", () => {
    const load =
      (encoder: unknown, merges = ""): (() => BpeTokenizer) =>
      () =>
        BpeTokenizer.fromGpt2({ encoderJson: encoder as string, vocabBpe: merges });
    expect(load('{"a": 0,')).toThrow("encoder.json is not JSON");
    expect(load("[]")).toThrow("encoder.json is not an object");
    expect(load({ a: 0, b: 2 })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: BpeTokenizer.fromGpt2: token "b" has no usable id.
        given:    2
        expected: an integer from 0 to 1, as there are 2 tokens
        fix:      number the tokens without gaps]
    `);
    expect(load({ a: 0, b: -1 })).toThrow('token "b" has no usable id');
    expect(load({ a: 0, b: "1" })).toThrow('token "b" has no usable id');
    expect(load({ a: 0, b: 0 })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: BpeTokenizer.fromGpt2: id 0 is given twice.
        given:    "a" and "b"
        expected: one token for each id
        fix:      number the tokens without gaps]
    `);
    expect(load({ Ġ: 0, " ": 1 })).toThrow("token 1 is token 0 again");
    expect(load({ a: 0, b: 1 }, "#version: 0.2\na b\n")).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: BpeTokenizer.fromGpt2: merge 0 refers to "ab", which is not in the vocabulary.
        given:    "a b"
        expected: both parts and what they make together to be tokens
        fix:      keep the merges in the order they were learned in, with the vocabulary they were learned with]
    `);
    expect(load({ a: 0, b: 1, ab: 2 }, "a b\na b\n")).toThrow("merge 1 is merge 0 again");
    expect(load({ a: 0, b: 1 }, "ab\n")).toThrow("merge 0 is not a pair");
  });
});
