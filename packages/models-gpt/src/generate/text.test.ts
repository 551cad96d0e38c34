import { init, Rng } from "@cairn-ml/tensor";
import { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";
import { type GenerateTextOptions, GPT, generateText, type TextPiece, writeText } from "../index.js";

const bytes = BpeTokenizer.train("abc", { vocabSize: 256 }); // a token is a byte
const grin = [...bytes.encode("😀")];

/** What is shown when these tokens are written, a list for each continuation. */
function shown(rows: readonly (readonly number[])[], options: Partial<GenerateTextOptions> = {}): TextPiece[] {
  const ended = new Set<number>();
  let at = 0;
  const script = {
    next() {
      const next = rows.flatMap((tokens, row) =>
        ended.has(row) || at >= tokens.length ? [] : [{ row, token: tokens[at]! }],
      );
      at++;
      return next;
    },
    end: (row: number) => void ended.add(row),
    [Symbol.dispose]: () => void ended.add(-1),
  };
  const settings = { n: rows.length, maxTokens: Math.max(...rows.map((row) => row.length)), ...options };
  const written = [...writeText(script, () => bytes.decoder(), settings)];
  expect(ended.has(-1)).toBe(true);
  return written;
}
const encode = (text: string) => [...bytes.encode(text)];
const textOf = (all: readonly TextPiece[], row = 0) =>
  all
    .filter((piece) => piece.row === row)
    .map(({ text }) => text)
    .join("");

describe("the text of continuations", () => {
  it("comes in whole characters, also when an emoji is cut in tokens", () => {
    expect(grin).toHaveLength(4);
    const texts = shown([[...grin, ...encode("!")]]).map(({ text }) => text);
    expect(texts).toEqual(["", "", "", "😀", "!"]);
  });

  it("ends with what was held back: half a character is shown as one that is unknown", () => {
    const pieces = shown([[...encode("a"), ...grin.slice(0, 2)]]);
    expect(textOf(pieces)).toBe("a\ufffd");
    expect(pieces.map(({ ended }) => ended)).toEqual([undefined, undefined, "length"]);
    expect(textOf(shown([encode("Yes.\n")], { stop: ["\n\n"] }))).toBe("Yes.\n");
  });

  it("ends before a stop string that lies across tokens, and no token comes after", () => {
    const pieces = shown([encode("Yes.\n\nNo.")], { stop: ["\n\n"] });
    expect(textOf(pieces)).toBe("Yes.");
    expect(pieces).toHaveLength(6);
    expect(pieces.at(-1)).toMatchObject({ text: "", ended: "stop" });
  });

  it("can be stopped by an emoji, and by the last token of all", () => {
    const pieces = shown([[...encode("hi "), ...grin]], { stop: ["😀"] });
    expect([textOf(pieces), pieces.at(-1)!.ended]).toEqual(["hi ", "stop"]);
    const unknown = shown([[...encode("a"), grin[0]!]], { stop: ["\ufffd"] });
    expect([textOf(unknown), unknown.at(-1)!.ended]).toEqual(["a", "stop"]);
  });

  it("is kept apart for each continuation: decoders, stop strings, ends", () => {
    const rows = [[...grin, ...encode("--> x")], encode("ab--"), encode("abcdefghi")];
    const pieces = shown(rows, { stop: ["-->"] });
    expect([0, 1, 2].map((row) => textOf(pieces, row))).toEqual(["😀", "ab", "abcdefghi"]);
    expect(pieces.filter(({ ended }) => ended).map(({ row, ended }) => [row, ended])).toEqual([
      [0, "stop"],
      [2, "length"],
    ]);
  });
});

describe("generateText", () => {
  beforeAll(async () => {
    await init({ device: "reference" });
  });

  it("goes on with a text, until a stop string or the number of tokens", () => {
    const codec = CharTokenizer.train("ab \n");
    const model = new GPT(new Rng(1), { vocabSize: 4, contextLength: 64, layers: 1, heads: 1, width: 4 });
    const run = (options: Partial<GenerateTextOptions>) => [
      ...generateText(model, codec, "a", { maxTokens: 30, rng: new Rng(4), n: 2, ...options }),
    ];
    const free = run({});
    const stopped = run({ stop: ["ab", "\n"] });
    for (const row of [0, 1]) {
      const whole = textOf(free, row);
      expect(whole).toHaveLength(30);
      expect(textOf(stopped, row)).toBe(whole.split(/ab|\n/)[0]);
    }
    expect(stopped.filter(({ ended }) => ended).map(({ ended }) => ended)).toEqual(["stop", "stop"]);
  });

  it("never writes tokens that the tokenizer does not have, where the vocabulary was rounded up", () => {
    const tokenizer = CharTokenizer.train("ab");
    const model = new GPT(new Rng(3), { vocabSize: 64, contextLength: 8, layers: 1, heads: 1, width: 4 });
    const text = textOf([...generateText(model, tokenizer, "a", { maxTokens: 20, rng: new Rng(1) })]);
    expect(text).toMatch(/^[ab]{20}$/);
  });

  it("refuses at once what makes no sense", () => {
    const model = new GPT(new Rng(1), { vocabSize: 4, contextLength: 64, layers: 1, heads: 1, width: 4 });
    const codec = CharTokenizer.train("ab \n");
    expect(() => generateText(model, codec, "", { maxTokens: 3, rng: new Rng(0) })).toThrow("the prompt is empty");
    expect(() => generateText(model, codec, "c", { maxTokens: 3, rng: new Rng(0) })).toThrow(
      "is not in the vocabulary",
    );
  });
});
