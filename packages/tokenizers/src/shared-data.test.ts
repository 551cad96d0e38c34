import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { BpeTokenizer } from "./bpe.js";
import { tokenizerFileNames, tokenizerFromFiles } from "./from-files.js";
import { gpt2Tokenizer } from "./gpt2.js";

/** Reference data beside the repository, made with other people's tokenizers. */
const data = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
const read = (path: string): string => readFileSync(data + path, "utf8");
const title = (what: string, path: string): string =>
  existsSync(data + path) ? what : `${what} (skipped: ${data}${path} is missing)`;

interface Trained {
  text: string;
  vocabSize: number;
  merges: [string, string][];
  vocab: Record<string, number>;
  example: { text: string; ids: number[] };
}

const trainedPath = "04-gpt2-bpe/trained-merges.json";
describe.skipIf(!existsSync(data + trainedPath))(title("merges of Hugging Face's BpeTrainer", trainedPath), () => {
  it.each(["tinyshakespeare-1024", "wikitext2valid-2048"])("are learned from %s in the same order", (name) => {
    const golden = (JSON.parse(read(trainedPath)) as Record<string, Trained>)[name]!;
    const tokenizer = BpeTokenizer.train(read(golden.text), { vocabSize: golden.vocabSize });
    expect(tokenizer.toJSON().merges).toEqual(golden.merges.map((pair) => pair.join(" ")));
    expect([...tokenizer.encode(golden.example.text)]).toEqual(golden.example.ids);
    expect(tokenizer.vocabSize).toBe(Object.keys(golden.vocab).length);
    const sameFromFiles = BpeTokenizer.fromGpt2({
      encoderJson: golden.vocab,
      vocabBpe: golden.merges.map((pair) => pair.join(" ")).join("\n"),
    });
    expect(sameFromFiles.toJSON()).toEqual(tokenizer.toJSON()); // so every id is the same too
  });
});

const gpt2Path = "04-gpt2-bpe/golden-encodings.json";
describe.skipIf(!existsSync(data + gpt2Path))(title("GPT-2's own files", gpt2Path), () => {
  const load = () =>
    BpeTokenizer.fromGpt2({
      encoderJson: read("04-gpt2-bpe/encoder.json"),
      vocabBpe: read("04-gpt2-bpe/vocab.bpe"),
    });

  it("encode and decode as tiktoken and Hugging Face tokenizers do", () => {
    const tokenizer = load();
    const { cases } = JSON.parse(read(gpt2Path)) as { cases: { text: string; ids: number[] }[] };
    expect(cases.length).toBe(441);
    for (const { text, ids } of cases) {
      expect([...tokenizer.encode(text)]).toEqual(ids);
      expect([...tokenizer.encodeBytes(new TextEncoder().encode(text))]).toEqual(ids);
      expect(tokenizer.decode(ids)).toBe(text);
    }
  });

  it("are stored and read back unchanged, with the end-of-text token last", () => {
    const tokenizer = load();
    expect([...tokenizer.encode("<|endoftext|>", { allowedSpecial: "all" })]).toEqual([50256]);
    const again = BpeTokenizer.fromJSON(JSON.parse(JSON.stringify(tokenizer)));
    expect(tokenizer.tokenId("<|endoftext|>")).toBe(50256);
    expect(again.toJSON()).toEqual(tokenizer.toJSON());
    expect(again.decode([50256])).toBe("<|endoftext|>");
  });

  it("encode the strings of llama.cpp as it does", () => {
    const name = "04-gpt2-bpe/llama.cpp-ggml-vocab-gpt-2.gguf";
    const strings = read(`${name}.inp`).split("\n__ggml_vocab_test__\n");
    const lines = read(`${name}.out`).split("\n");
    const tokenizer = load();
    const encoded = strings.map((text) => tokenizer.encode(text).join(" "));
    expect(encoded.length).toBe(47);
    expect(encoded).toEqual(lines.map((line) => line.trim()));
  });

  it("are what the package that we take GPT-2's vocabulary from has", async () => {
    expect((await gpt2Tokenizer()).toJSON()).toEqual(load().toJSON());
  });

  it("encode the prompts of the real model", () => {
    const { rows } = JSON.parse(read("07-gpt2-models/gpt2-124m-reference-activations/reference.json")) as {
      rows: { prompt: string; tokenIds: number[] }[];
    };
    const tokenizer = load();
    for (const { prompt, tokenIds } of rows) expect([...tokenizer.encode(prompt)]).toEqual(tokenIds);
  });
});

const tinyPath = "07-gpt2-models/tiny-gpt2-lm-buddy/";
describe.skipIf(!existsSync(data + tinyPath))(title("the tokenizer of a tiny GPT-2", tinyPath), () => {
  it("is read from its folder: 21 tokens, 4 merges, and one for unknown bytes", () => {
    const names = readdirSync(data + tinyPath).filter((name) => tokenizerFileNames.includes(name));
    const tokenizer = tokenizerFromFiles(new Map(names.map((name) => [name, readFileSync(data + tinyPath + name)])));
    if (!(tokenizer instanceof BpeTokenizer)) throw new Error("it is none");
    expect(tokenizer.vocabSize).toBe(21);
    expect(Object.fromEntries(tokenizer.specialTokens)).toEqual({ "<unk>": 19, "<|endoftext|>": 20 });
    expect([...tokenizer.encode("lower newer low!")]).toEqual([0, 1, 2, 15, 10, 9, 3, 2, 15, 14, 19]);
    expect(tokenizer.decode([14, 15, 20])).toBe(" lower<|endoftext|>");
  });
});
