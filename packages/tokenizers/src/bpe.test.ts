import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BpeTokenizer } from "./bpe.js";

const corpus =
  "the cat sat on the mat; the dog sat on the log. it's naïve, 中文 中文 😀😀 constructor __proto__ ".repeat(3);
const tokenizer = BpeTokenizer.train(corpus, { vocabSize: 320 });

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc
    .array(fc.constantFrom("the", " ", "cat", "sat", "中文", "😀", "'s", "__proto__", "constructor"), { maxLength: 12 })
    .map((parts) => parts.join("")),
);
const utf8 = (string: string): Uint8Array => new TextEncoder().encode(string);

describe("BpeTokenizer", () => {
  it("applies what it learned", () => {
    // u·g 5 times, then Ġ·p 4
    const small = BpeTokenizer.train("hug hug hug pug pug pun pun", { vocabSize: 258 });
    expect(small.vocabSize).toBe(258);
    expect([...small.encode("pug pug")]).toEqual([79, 256, 257, 256]); // p ug Ġp ug
    expect(small.decode([79, 256, 257, 256])).toBe("pug pug");
    expect([small.tokenId("ug"), small.tokenId(" p"), small.tokenId("hug")]).toEqual([256, 257, undefined]);
  });

  it("brings any text back", () => {
    fc.assert(
      fc.property(text, (string) => {
        expect(tokenizer.decode(tokenizer.encode(string))).toBe(string);
      }),
      { numRuns: 500 },
    );
  });

  it("turns a lone surrogate, which UTF-8 cannot hold, into U+FFFD and keeps the rest", () => {
    expect(tokenizer.decode(tokenizer.encode("a\ud83d b\ude00\ud83d\ude00"))).toBe("a\ufffd b\ufffd😀");
    const utf16 = fc.array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })));
    fc.assert(
      fc.property(utf16, (units) => {
        const string = String.fromCharCode(...units);
        expect(tokenizer.decodeBytes(tokenizer.encode(string))).toEqual(utf8(string));
      }),
    );
  });

  it("brings any bytes back, and encodes text and its bytes alike", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(tokenizer.decodeBytes(tokenizer.encodeBytes(bytes))).toEqual(bytes);
        expect(tokenizer.decode(tokenizer.encodeBytes(bytes))).toBe(
          new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
        );
      }),
    );
    fc.assert(
      fc.property(text, (string) => {
        expect(tokenizer.encodeBytes(utf8(string))).toEqual(tokenizer.encode(string));
      }),
    );
  });

  it("brings text back whatever it was trained on, also after it is stored", () => {
    const size = fc.integer({ min: 256, max: 300 });
    fc.assert(
      fc.property(text, text, size, (training, string, vocabSize) => {
        const trained = BpeTokenizer.train(training, { vocabSize });
        const again = BpeTokenizer.fromJSON(JSON.parse(JSON.stringify(trained)));
        for (const some of [training, string]) {
          expect(trained.decode(trained.encode(some))).toBe(some);
          expect(again.encode(some)).toEqual(trained.encode(some));
        }
        expect(again.toJSON()).toEqual(trained.toJSON());
      }),
    );
  });

  it("gives the same tokens from the cache, and after the cache has overflowed", () => {
    const words = Array.from({ length: 70_000 }, (_, i) => ` ${i}the`).join("");
    const before = tokenizer.encode("the cat sat on __proto__");
    const tokens = tokenizer.encode(words);
    expect(tokenizer.decode(tokens)).toBe(words);
    expect(tokenizer.encode(words)).toEqual(tokens);
    expect(tokenizer.encode("the cat sat on __proto__")).toEqual(before);
  });

  it("takes a megabyte of one letter", () => {
    const doubling = BpeTokenizer.train("a".repeat(4096), { vocabSize: 266 }); // a a, aa aa, … up to 1024 of them
    const tokens = doubling.encode("a".repeat(1_000_000));
    expect(tokens.length).toBe(978); // 976 × 1024 + 512 + 64
    expect(doubling.decode(tokens)).toBe("a".repeat(1_000_000));
  });

  it("names a token that is out of range", () => {
    expect(() => tokenizer.decode([0, 400])).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: decode: token 400 is not in the vocabulary.
        given:    400 at position 1
        expected: an integer from 0 to 306
        fix:      decode with the tokenizer that encoded, and sample from as many logits as it has tokens]
    `);
    expect(() => tokenizer.decodeBytes([-1])).toThrow("decodeBytes: token -1");
    expect(() => tokenizer.decoder().push(0.5)).toThrow("decoder: token 0.5");
  });
});

describe("streaming decoder", () => {
  it("holds an emoji back until its last byte is there", () => {
    const bytes = BpeTokenizer.train("", { vocabSize: 256 });
    const decoder = bytes.decoder();
    expect(Array.from(bytes.encode("a😀é"), (token) => decoder.push(token))).toEqual(["a", "", "", "", "😀", "", "é"]);
    expect(decoder.end()).toBe("");
  });

  it("gives U+FFFD for what stays incomplete, and is then as new", () => {
    const bytes = BpeTokenizer.train("", { vocabSize: 256 });
    const decoder = bytes.decoder();
    const half = bytes.encode("😀").subarray(0, 2);
    expect(Array.from(half, (token) => decoder.push(token))).toEqual(["", ""]);
    expect(decoder.push(bytes.tokenId("b")!)).toBe("\ufffdb");
    decoder.push(half[0]!);
    expect(decoder.end()).toBe("\ufffd");
    expect(decoder.push(bytes.tokenId("b")!)).toBe("b");
  });

  it("gives what decode gives, for any tokens", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(tokenizer.vocabSize - 1)), (tokens) => {
        const decoder = tokenizer.decoder();
        let streamed = "";
        for (const token of tokens) streamed += decoder.push(token);
        expect(streamed + decoder.end()).toBe(tokenizer.decode(tokens));
      }),
      { numRuns: 500 },
    );
  });
});
