import { Tiktoken } from "js-tiktoken/lite";
import ranks from "js-tiktoken/ranks/gpt2";
import { beforeAll, describe, expect, it } from "vitest";
import type { BpeTokenizer } from "./bpe.js";
import { gpt2Tokenizer } from "./gpt2.js";

let gpt2: BpeTokenizer;
beforeAll(async () => {
  gpt2 = await gpt2Tokenizer();
});

/** Numbers that are the same each time. Source: Numerical Recipes' generator. */
function drawer(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const ranges: readonly (readonly [number, number])[] = [
  ...([0x20, 0x60, 0x61, 0x1a, 0x41, 0x1a, 0x30, 10, 0x00, 0x20, 0xa0, 0x60, 0x100, 0x150] as const),
  ...([0x250, 0x60, 0x300, 0x70, 0x370, 0x90, 0x400, 0x100, 0x590, 0x60, 0x600, 0x100, 0x900, 0x180] as const),
  ...([0xe00, 0x80, 0x1100, 0x100, 0x1680, 1, 0x2000, 0x70, 0x2070, 0x30, 0x20d0, 0x30, 0x2150, 0x40] as const),
  ...([0x2190, 0x270, 0x3000, 0x100, 0x4e00, 0x5000, 0xac00, 0x2ba0, 0xd800, 0x800, 0xe000, 0x10] as const),
  ...([0xfe00, 0x10, 0xff00, 0xf0, 0x1d400, 0x400, 0x1f300, 0x400, 0x1f900, 0x100, 0x20000, 0x100] as const),
  ...([0xe0100, 0x10, 0x10fff0, 0x10] as const),
].reduce<[number, number][]>((pairs, value, i, all) => {
  if (i % 2 === 0) pairs.push([value, all[i + 1]!]);
  return pairs;
}, []);

const pieces = [
  ..."the|ing|ation| of|Hello| world|'s|'t|'re|'ve|'m|'ll|'d|'S|''|'|don't|’s|constructor|__proto__".split("|"),
  ...[" ", "  ", "   ", "\t", "\n", "\r\n", "\n\n", " \n", "\u00a0", "\u0085", "\u3000", "\u2028", "\u180e", "\ufeff"],
  ..."0|12|345|2026|3.14|1,000|½|Ⅷ|٣|é|e\u0301|ß|İ|中文|日本語|한국어|Привет|العربية|हिन्दी|ไทย|😀|👩‍👩‍👧|🇩🇪|🏽|𝒜".split(
    "|",
  ),
  ..."\ud83d|\ude00|<|endoftext|>|//|{}|();|!=|...|--|@|#|http://|www.|\\n|&amp;".split("|"),
];

function randomText(draw: (bound: number) => number): string {
  let text = "";
  for (let left = draw(7); left >= 0; left--) {
    if (draw(3) > 0) {
      text += pieces[draw(pieces.length)]!;
      continue;
    }
    const [first, count] = ranges[draw(ranges.length)]!;
    for (let more = draw(4); more >= 0; more--) text += String.fromCodePoint(first + draw(count));
  }
  return text;
}

describe("gpt2Tokenizer", () => {
  it("encodes 100,000 random texts as js-tiktoken does", () => {
    // JavaScript's \s is not that of the other languages in which the pattern is used: it has U+FEFF and lacks U+0085.
    const pattern = ranks.pat_str.replaceAll("\\s", "\\p{White_Space}").replaceAll("\\S", "\\P{White_Space}");
    const peer = new Tiktoken({ ...ranks, pat_str: pattern });
    const draw = drawer(1);
    for (let i = 0; i < 100_000; i++) {
      const text = randomText(draw);
      const wellFormed = text.replace(/\p{Surrogate}/gu, "\ufffd"); // the peer would split what it can not hold
      const tokens = gpt2.encode(text);
      const expected = peer.encode(wellFormed, [], []);
      const isEqual = tokens.length === expected.length && expected.every((token, k) => token === tokens[k]);
      if (!isEqual) expect([text, [...tokens]]).toEqual([text, expected]);
      if (gpt2.decode(tokens) !== wellFormed) expect(gpt2.decode(tokens)).toBe(wellFormed);
    }
  });

  it("takes a megabyte of anything in time that grows with its length", () => {
    const million = 1_000_000; // quadratic time would be hours
    const texts = [
      "a",
      "ab",
      " ",
      "\t ",
      "\n",
      "\u00a0",
      "é",
      "e\u0301",
      "😀",
      "'",
      "'s",
      "0123456789",
      "!",
      "中文",
      "\ud800",
    ];
    for (const piece of texts) {
      const text = piece.repeat(million / 4 / piece.length);
      expect(gpt2.decode(gpt2.encode(text)).length).toBe(text.length);
    }
    expect(gpt2.encode("a".repeat(million)).length).toBe(million / 4);
  });

  it("knows one special token, which text contains only when it may", () => {
    expect(gpt2.vocabSize).toBe(50257);
    expect([...gpt2.specialTokens]).toEqual([["<|endoftext|>", 50256]]);
    const text = "a<|endoftext|>b";
    expect([...gpt2.encode(text)]).toEqual([64, 27, 91, 437, 1659, 5239, 91, 29, 65]);
    for (const allowedSpecial of ["all", ["<|endoftext|>"]] as const) {
      expect([...gpt2.encode(text, { allowedSpecial })]).toEqual([64, 50256, 65]);
    }
    expect(gpt2.encode(text, { allowedSpecial: [] })).toEqual(gpt2.encode(text));
    expect(gpt2.decode([64, 50256, 65])).toBe(text);
  });
});
