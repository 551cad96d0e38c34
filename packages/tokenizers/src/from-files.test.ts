import { describe, expect, it } from "vitest";
import { BpeTokenizer } from "./bpe.js";
import { CharTokenizer } from "./char.js";
import { TokenizerError } from "./errors.js";
import { tokenizerFromFiles } from "./from-files.js";

type Contents = Readonly<Record<string, unknown>>;

function load(contents: Contents): BpeTokenizer | CharTokenizer | null {
  const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
  return tokenizerFromFiles(
    new Map(Object.entries(contents).map(([name, value]) => [name, new TextEncoder().encode(text(value))])),
  );
}

const vocab = { a: 0, b: 1, Ġ: 2, ab: 3, Ġab: 4, "<|endoftext|>": 5 };
const merges = "#version: 0.2\na b\nĠ ab\n";
const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true };
const end = { id: 5, content: "<|endoftext|>", single_word: false, lstrip: false, rstrip: false, special: true };
const model = {
  dropout: null,
  unk_token: null,
  continuing_subword_prefix: "",
  end_of_word_suffix: "",
  fuse_unk: false,
};
const huggingFace = {
  ...{
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [end],
    normalizer: null,
    pre_tokenizer: byteLevel,
  },
  ...{ post_processor: byteLevel, decoder: byteLevel, model: { ...model, vocab, merges: ["a b", "Ġ ab"] } },
};

describe("tokenizerFromFiles", () => {
  it.each<[string, Contents]>([
    ["OpenAI's two", { "encoder.json": vocab, "vocab.bpe": merges }],
    ["Hugging Face's two", { "vocab.json": vocab, "merges.txt": merges.replaceAll("\n", "\r\n") }],
    ["Hugging Face's one", { "tokenizer.json": huggingFace }],
    [
      "newer merges",
      {
        "tokenizer.json": {
          ...huggingFace,
          model: {
            ...huggingFace.model,
            merges: [
              ["a", "b"],
              ["Ġ", "ab"],
            ],
          },
        },
      },
    ],
    [
      "stages in lists",
      {
        "tokenizer.json": {
          ...huggingFace,
          normalizer: { type: "Sequence", normalizers: [] },
          pre_tokenizer: { type: "Sequence", pretokenizers: [byteLevel] },
          post_processor: { type: "TemplateProcessing", single: [{ Sequence: { id: "A", type_id: 0 } }], pair: [] },
          model: { ...huggingFace.model, type: "BPE" },
        },
      },
    ],
    ["the first of several", { "tokenizer.json": huggingFace, "vocab.json": "broken", "config.json": "{}" }],
  ])("reads %s", (_, contents) => {
    const tokenizer = load(contents) as BpeTokenizer;
    expect([...tokenizer.encode("ab ab<|endoftext|>".slice(0, 5))]).toEqual([3, 4]);
    expect([...tokenizer.encode("ab<|endoftext|>", { allowedSpecial: "all" })]).toEqual([3, 5]);
    expect(tokenizer.toJSON()).toEqual(BpeTokenizer.fromGpt2({ encoderJson: vocab, vocabBpe: merges }).toJSON());
  });

  it("reads ours, and finds nothing where there is nothing", () => {
    expect(load({ "tokenizer.json": CharTokenizer.train("ab").toJSON() })).toBeInstanceOf(CharTokenizer);
    expect(load({ "tokenizer.json": BpeTokenizer.train("ab", { vocabSize: 256 }).toJSON() })).toBeInstanceOf(
      BpeTokenizer,
    );
    expect(load({ "config.json": {}, "tokenizer_config.json": {} })).toBe(null);
  });

  it("takes added tokens, and the token for unknown bytes, from the files beside", () => {
    const tokenizer = load({
      ...{ "vocab.json": { ...vocab, "<unk>": 6 }, "merges.txt": merges, "added_tokens.json": { "<é>": 8 } },
      "tokenizer_config.json": { added_tokens_decoder: { 7: { content: "<|x|>", special: true } }, pad_token: "[PAD]" },
      "special_tokens_map.json": { unk_token: { content: "<unk>" }, eos_token: "<|endoftext|>" },
    }) as BpeTokenizer;
    expect(tokenizer.vocabSize).toBe(9);
    expect(Object.fromEntries(tokenizer.specialTokens)).toEqual({
      "<|endoftext|>": 5,
      "<unk>": 6,
      "<|x|>": 7,
      "<é>": 8,
    });
    expect([...tokenizer.encode("ab!<|x|>", { allowedSpecial: ["<|x|>"] })]).toEqual([3, 6, 7]);
    expect(tokenizer.decode([7, 8])).toBe("<|x|><é>");
  });

  it("is written as Hugging Face has it, and read again", () => {
    const trained = BpeTokenizer.train("the cat the cat", { vocabSize: 260 });
    expect(load({ "tokenizer.json": trained.toHuggingFace() })!.toJSON()).toEqual(trained.toJSON());
    const loaded = load({
      "vocab.json": vocab,
      "merges.txt": merges,
      "added_tokens.json": { "<é>": 6 },
    }) as BpeTokenizer;
    const again = load({ "tokenizer.json": loaded.toHuggingFace() })!;
    expect(again.toJSON()).toEqual({ ...loaded.toJSON() });
  });

  const modelWith = (part: object): Contents => ({ ...huggingFace, model: { ...huggingFace.model, ...part } });
  it.each<[string, Contents]>([
    ["normalizer", { ...huggingFace, normalizer: { type: "NFC" } }],
    ["normalizer", { ...huggingFace, normalizer: { type: "Sequence", normalizers: [{ type: "Lowercase" }] } }],
    ["pre_tokenizer", { ...huggingFace, pre_tokenizer: null }],
    ["pre_tokenizer", { ...huggingFace, pre_tokenizer: { type: "Whitespace" } }],
    [
      "pre_tokenizer",
      { ...huggingFace, pre_tokenizer: { type: "Sequence", pretokenizers: [{ type: "Split" }, byteLevel] } },
    ],
    ["pre_tokenizer.add_prefix_space", { ...huggingFace, pre_tokenizer: { ...byteLevel, add_prefix_space: true } }],
    ["pre_tokenizer.use_regex", { ...huggingFace, pre_tokenizer: { ...byteLevel, use_regex: false } }],
    ["post_processor", { ...huggingFace, post_processor: { type: "RobertaProcessing" } }],
    [
      "post_processor",
      { ...huggingFace, post_processor: { type: "TemplateProcessing", single: [{ SpecialToken: {} }] } },
    ],
    ["decoder", { ...huggingFace, decoder: { type: "WordPiece" } }],
    ["model.type", modelWith({ type: "WordPiece" })],
    ["model.dropout", modelWith({ dropout: 0.1 })],
    ["model.continuing_subword_prefix", modelWith({ continuing_subword_prefix: "##" })],
    ["model.end_of_word_suffix", modelWith({ end_of_word_suffix: "</w>" })],
    ["model.byte_fallback", modelWith({ byte_fallback: true })],
    ["model.ignore_merges", modelWith({ ignore_merges: true })],
    ["model.merges", modelWith({ merges: [7] })],
    ["model.merges", modelWith({ merges: "a b" })],
    ["model.fuse_unk", modelWith({ unk_token: "a", fuse_unk: true })],
    ["model.unk_token", modelWith({ unk_token: 7 })],
    ["added_tokens", { ...huggingFace, added_tokens: {} }],
    ["added_tokens", { ...huggingFace, added_tokens: [{ ...end, special: false }] }],
    ["added_tokens", { ...huggingFace, added_tokens: [{ ...end, content: "" }] }],
    ["added_tokens: lstrip", { ...huggingFace, added_tokens: [{ ...end, lstrip: true }] }],
  ])("refuses %s by name", (part, contents) => {
    expect(() => load({ "tokenizer.json": contents })).toThrow(TokenizerError);
    expect(() => load({ "tokenizer.json": contents })).toThrow(
      `tokenizer.json: "${part}" asks for what is not done here`,
    );
  });

  it("says what was given and what would do", () => {
    const pre_tokenizer = { type: "Sequence", pretokenizers: [{ type: "Split" }, byteLevel] };
    expect(() => load({ "tokenizer.json": { ...huggingFace, pre_tokenizer } })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: tokenizer.json: "pre_tokenizer" asks for what is not done here.
        given:    ["Split","ByteLevel"]
        expected: one ByteLevel
        fix:      use the tokenizer of a GPT-2, or encode with the program that made this one]
    `);
    expect(() => load({ "vocab.json": vocab })).toThrowErrorMatchingInlineSnapshot(`
      [TokenizerError: tokenizerFromFiles: merges.txt is missing.
        given:    ["vocab.json"]
        expected: vocab.json with merges.txt, or encoder.json with vocab.bpe
        fix:      add merges.txt]
    `);
    expect(() => load({ "vocab.json": '{"a": 0', "merges.txt": "" })).toThrow("vocab.json is not JSON");
    expect(() => load({ "vocab.json": [], "merges.txt": "" })).toThrow("vocab.json is not an object");
    expect(() => load({ "tokenizer.json": "nonsense" })).toThrow("tokenizer.json is not JSON");
    expect(() => load({ "tokenizer.json": { ...huggingFace, model: 7 } })).toThrow('"model" is not an object');
    expect(() => load({ "vocab.bpe": "" })).toThrow("encoder.json is missing");
    const prefix = { "vocab.json": vocab, "merges.txt": merges, "tokenizer_config.json": { add_prefix_space: true } };
    expect(() => load(prefix)).toThrow('"tokenizer_config.json: add_prefix_space" asks for what is not done here');
  });
});
