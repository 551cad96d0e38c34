import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { preTokens } from "./pre-tokens.js";

const pattern =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

describe("preTokens", () => {
  it.each<[string, string[]]>([
    ["", []],
    ["I've 2 dogs!", ["I", "'ve", " 2", " dogs", "!"]],
    ["we'll they're I'm he'd it's can't", "we,'ll, they,'re, I,'m, he,'d, it,'s, can,'t".split(",")],
    ["'S 's 'l 'x", ["'", "S", " '", "s", " '", "l", " '", "x"]], // lower case only, and no space before it
    ["a   b", ["a", "  ", " b"]],
    ["a\n\nb\n", ["a", "\n", "\n", "b", "\n"]],
    ["a \n", ["a", " \n"]],
    ["x²½Ⅷ 7", ["x", "²½Ⅷ", " 7"]],
    ["a\u00a0\u0085b", ["a", "\u00a0", "\u0085", "b"]], // white space in Unicode; JavaScript's \s lacks U+0085
    ["a\ufeffb", ["a", "\ufeff", "b"]], // none in Unicode, though JavaScript's \s has it
    ["𝒜b 😀!", ["𝒜b", " 😀!"]],
    ["constructor __proto__", ["constructor", " __", "proto", "__"]],
  ])("splits %j", (text, pieces) => {
    expect(preTokens(text)).toEqual(pieces);
  });

  it("gives the pieces of the published pattern for any UTF-16", () => {
    const piece = fc.oneof(
      fc.constantFrom("'", "s", "'t", "re", "ve", "ll", " ", "  ", "\n", "\t", "\u0085", "\u00a0", "\u3000"),
      fc.constantFrom("\ufeff", "\u180e", "\u200b", "7", "٣", "½", "é", "e\u0301", "中", "😀", "𝒜", "\ud83d", "\ude00"),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        expect(preTokens(text)).toEqual(text.match(pattern) ?? []);
      }),
      { numRuns: 2000 },
    );
  });

  it("gives the class that Unicode gives to every code point", () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += codePoint < 0x3100 ? 1 : 61) {
      const text = `a${String.fromCodePoint(codePoint)}1`;
      if (preTokens(text).join("|") !== text.match(pattern)!.join("|"))
        expect(preTokens(text)).toEqual(text.match(pattern));
    }
  });

  it("takes a run that is too long for an engine's regular expressions", () => {
    expect(preTokens("𝒜".repeat(8_000_000)).length).toBe(1);
  });
});
