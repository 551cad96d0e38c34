import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BpeTokenizer } from "./bpe.js";

const tokenizer = BpeTokenizer.train("the cat the cat naïve naïve 中文 中文", { vocabSize: 270 });
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom("the", " cat", "中文", "😀", "é", "\ud83d", "\r\n")).map((parts) => parts.join("")),
);
const utf8 = (string: string): Uint8Array => new TextEncoder().encode(string);

describe("encodeWithOffsets", () => {
  it("says where each token lies, in units of UTF-16: both halves of a character have the whole", () => {
    const bytes = BpeTokenizer.train("ab ab", { vocabSize: 257 });
    const { tokens, starts, ends } = bytes.encodeWithOffsets("ab😀é.");
    expect([...tokens]).toEqual([256, 172, 253, 246, 222, 127, 102, 13]);
    expect([...starts]).toEqual([0, 2, 2, 2, 2, 4, 4, 5]);
    expect([...ends]).toEqual([2, 4, 4, 4, 4, 5, 5, 6]);
  });

  it("says it in bytes", () => {
    const { starts, ends } = tokenizer.encodeWithOffsets("the é", { unit: "bytes" });
    expect([[...starts].at(-1), [...ends].at(-1)]).toEqual([5, 6]);
    expect(starts.slice(1)).toEqual(ends.slice(0, -1));
    expect(tokenizer.encodeWithOffsets("")).toEqual({
      ...{ tokens: new Int32Array(), starts: new Int32Array(), ends: new Int32Array() },
    });
  });

  it("gives the tokens of encode, and places that hold exactly what they stand for", () => {
    fc.assert(
      fc.property(text, (string) => {
        const inBytes = tokenizer.encodeWithOffsets(string, { unit: "bytes" });
        const inUnits = tokenizer.encodeWithOffsets(string);
        expect(inUnits.tokens).toEqual(tokenizer.encode(string));
        expect(inBytes.tokens).toEqual(inUnits.tokens);
        const bytes = utf8(string);
        let [before, at] = ["", 0];
        inUnits.tokens.forEach((token, i) => {
          const [start, end] = [inBytes.starts[i]!, inBytes.ends[i]!];
          expect(start).toBe(at);
          expect(bytes.slice(start, end)).toEqual(tokenizer.decodeBytes([token]));
          const piece = string.slice(inUnits.starts[i], inUnits.ends[i]);
          // The characters that the token's bytes touch, found by widening the piece of bytes to whole ones.
          let [from, to] = [start, end];
          while ((bytes[from]! & 0xc0) === 0x80) from--;
          while (((bytes[to] ?? 0) & 0xc0) === 0x80) to++;
          expect(utf8(piece)).toEqual(bytes.slice(from, to));
          at = end;
          if (inUnits.starts[i] === before.length) before += piece;
        });
        expect([at, before]).toEqual([bytes.length, string]);
      }),
      { numRuns: 300 },
    );
  });

  it("counts a special token as its text, and a token for unknown bytes as one of them", () => {
    const small = BpeTokenizer.fromJSON({
      ...{ kind: "bpe", vocabSize: 4, merges: ["a b"], vocabulary: ["a", "b", "ab", "<unk>"] },
      ...{ special: ["<unk>"], unknown: "<unk>" },
    });
    const { tokens, starts, ends } = small.encodeWithOffsets("abé<unk>b", { allowedSpecial: "all" });
    expect([...tokens]).toEqual([2, 3, 3, 3, 1]);
    expect([...starts]).toEqual([0, 2, 2, 3, 8]);
    expect([...ends]).toEqual([2, 3, 3, 8, 9]);
    expect([...small.encodeWithOffsets("é<unk>b", { allowedSpecial: "all", unit: "bytes" }).ends]).toEqual([
      1, 2, 7, 8,
    ]);
  });
});
