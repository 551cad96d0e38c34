import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CharTokenizer } from "./char.js";
import { tokenizerFromJSON } from "./from-json.js";

/** Any UTF-16: pairs of surrogates, and lone ones. */
const utf16 = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff }), fc.constantFrom(0x61, 0x62)))
  .map((units) => String.fromCharCode(...units));

describe("CharTokenizer", () => {
  it("numbers the distinct characters by code point", () => {
    const tokenizer = CharTokenizer.train("banana 😀\uffff");
    // U+FFFF comes before U+1F600, though its UTF-16 unit is larger
    expect(tokenizer.characters).toEqual([" ", "a", "b", "n", "\uffff", "😀"]);
    expect(tokenizer.vocabSize).toBe(6);
    expect([...tokenizer.encode("nab😀")]).toEqual([3, 1, 2, 5]);
    expect(tokenizer.decode([3, 1, 2, 5])).toBe("nab😀");
    expect(CharTokenizer.train("").vocabSize).toBe(0);
  });

  it("brings any string back, lone surrogates too, also after it is stored", () => {
    fc.assert(
      fc.property(utf16, (text) => {
        const tokenizer = CharTokenizer.train(text);
        const tokens = tokenizer.encode(text);
        expect(tokenizer.decode(tokens)).toBe(text);
        const again = tokenizerFromJSON(JSON.parse(JSON.stringify(tokenizer)));
        expect(again.encode(text)).toEqual(tokens);
        expect(again.toJSON()).toEqual(tokenizer.toJSON());
      }),
    );
  });

  it("takes characters that name object members as characters only", () => {
    const tokenizer = CharTokenizer.train("__proto__ constructor");
    expect(tokenizer.decode(tokenizer.encode("constructor __proto__"))).toBe("constructor __proto__");
  });

  it("decodes token by token", () => {
    const tokenizer = CharTokenizer.train("a😀");
    const decoder = tokenizer.decoder();
    expect([decoder.push(1), decoder.push(0), decoder.end()]).toEqual(["😀", "a", ""]);
  });

  it("names an unknown character, where it is and what to do", () => {
    expect(() => CharTokenizer.train("hello").encode("😀")).toThrow("U+1F600");
    expect(() => CharTokenizer.train("hello 😀").encode("😀 help")).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: encode: character "p" is not in the vocabulary.
        given:    "p" (U+0070) at index 6
        expected: one of 6 characters: " ehlo😀"
        fix:      train on text that has it, take it out, or use BpeTokenizer, which encodes any text]
    `);
  });

  it("names a token that is out of range", () => {
    expect(() => CharTokenizer.train("ab").decode([0, 2])).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: decode: token 2 is not in the vocabulary.
        given:    2 at position 1
        expected: an integer from 0 to 1
        fix:      decode with the tokenizer that encoded, and sample from as many logits as it has tokens]
    `);
    for (const bad of [-1, 0.5, Number.NaN])
      expect(() => CharTokenizer.train("ab").decode([bad])).toThrow(`token ${bad}`);
  });
});
