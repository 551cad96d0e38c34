import type { WeightFile } from "@cairn-ml/data";
import { BpeTokenizer, type CharTokenizer } from "@cairn-ml/tokenizers";

/** A tokenizer that can decode as a model writes. */
export type TextTokenizer = BpeTokenizer | CharTokenizer;

/** The tokenizer that a GGUF file carries, if it is GPT-2's kind. Throws: TokenizerError. */
export function tokenizerOfGguf({ metadata }: Pick<WeightFile, "metadata">): TextTokenizer | null {
  const [tokens, merges] = ["tokens", "merges"].map((key) => metadata.get(`tokenizer.ggml.${key}`));
  if (metadata.get("tokenizer.ggml.model") !== "gpt2" || !Array.isArray(tokens) || !Array.isArray(merges)) return null;
  const encoderJson = Object.fromEntries(tokens.map((token, id) => [token, id]));
  return BpeTokenizer.fromGpt2({ encoderJson, vocabBpe: merges.join("\n") });
}

/**
 * The files by which Python's transformers opens a tokenizer of bytes; one of characters, which it does not have, in our form.
 */
export function tokenizerFiles(tokenizer: TextTokenizer): [name: string, text: string][] {
  if (!(tokenizer instanceof BpeTokenizer)) return [["tokenizer.json", json(tokenizer.toJSON())]];
  const whole = tokenizer.toHuggingFace() as { model: { vocab: object; merges: string[]; unk_token: string | null } };
  const end = endOfText(tokenizer) === null ? null : "<|endoftext|>";
  const settings = { tokenizer_class: "GPT2Tokenizer", add_prefix_space: false, model_max_length: 1e9 };
  return [
    ["tokenizer.json", json(whole)],
    ["vocab.json", json(whole.model.vocab)],
    ["merges.txt", ["#version: 0.2", ...whole.model.merges, ""].join("\n")],
    [
      "tokenizer_config.json",
      json({ ...settings, bos_token: end, eos_token: end, unk_token: whole.model.unk_token ?? end }),
    ],
  ];
}

/** The token that ends a text, where there is one. */
export function endOfText(tokenizer: TextTokenizer | null): number | null {
  return tokenizer instanceof BpeTokenizer ? (tokenizer.tokenId("<|endoftext|>") ?? null) : null;
}

const json = (value: object) => `${JSON.stringify(value, null, 1)}\n`;
