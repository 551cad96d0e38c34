import type { WeightFile } from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";
import { completeConfig, type FullGPTConfig } from "./config.js";

/**
 * The config that a GGUF file's own keys give; its head is tied when the file has none.
 *
 * Throws: ValueError for another architecture, or a key that is missing.
 * Source: ggml, `docs/gguf.md`, "LLM"; gguf-py, `constants.py`, for the names.
 */
export function fromGguf({ metadata, tensors }: Pick<WeightFile, "metadata" | "tensors">): FullGPTConfig {
  const refuse = (key: string, expected: string): never => {
    throw new ValueError("GGUF", `${key} is not what a GPT-2 needs.`, {
      given: `${key}: ${JSON.stringify(metadata.get(key)) ?? "nothing"}`,
      expected,
      fix: "give a file with a GPT-2 model",
    });
  };
  const size = (key: string): number => {
    const value = metadata.get(key);
    return typeof value === "number" && Number.isSafeInteger(value) && value > 0
      ? value
      : refuse(key, "a positive integer");
  };
  if (metadata.get("general.architecture") !== "gpt2") refuse("general.architecture", '"gpt2"');
  const eps = metadata.get("gpt2.attention.layer_norm_epsilon") ?? 1e-5;
  const tokens = metadata.get("tokenizer.ggml.tokens");
  const rows = tensors.get("token_embd.weight")?.shape[0] ?? (Array.isArray(tokens) ? tokens.length : undefined);
  return completeConfig({
    vocabSize: rows ?? size("gpt2.vocab_size"),
    contextLength: size("gpt2.context_length"),
    width: size("gpt2.embedding_length"),
    layers: size("gpt2.block_count"),
    heads: size("gpt2.attention.head_count"),
    ...(metadata.has("gpt2.feed_forward_length") && { innerWidth: size("gpt2.feed_forward_length") }),
    layerNormEpsilon: typeof eps === "number" ? eps : refuse("gpt2.attention.layer_norm_epsilon", "a number"),
    tiedHead: !tensors.has("output.weight"),
  });
}
