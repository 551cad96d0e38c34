import { ValueError } from "@cairn-ml/tensor";
import { completeConfig, type FullGPTConfig, fromHuggingFace } from "./config.js";

/**
 * Reads a `config.json` in Hugging Face's keys, or in those of nanoGPT's `model_args`, which call the context `block_size`.
 *
 * Throws: ValueError for another model type, a missing size, or a setting that this architecture does not have.
 */
export function configFromJSON(json: Readonly<Record<string, unknown>>): FullGPTConfig {
  return json.block_size === undefined ? fromHuggingFace(json) : fromNanoGPT(json);
}

/** Source: Karpathy 2022, nanoGPT, `model.py`: exact GELU, the head tied, one dropout. */
function fromNanoGPT(json: Readonly<Record<string, unknown>>): FullGPTConfig {
  const get = (key: string, otherwise?: unknown): never => (json[key] ?? otherwise) as never; // completeConfig checks
  const known = ["block_size", "vocab_size", "n_layer", "n_head", "n_embd", "dropout", "bias"];
  const unknown = Object.keys(json).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new ValueError("config.json", `${unknown[0]} is no key of nanoGPT's.`, {
      given: `block_size, as nanoGPT has it, and ${unknown.join(", ")}`,
      expected: known.join(", "),
      fix: "write the config in Hugging Face's keys: model_type, n_positions, activation_function and so on",
    });
  }
  return completeConfig({
    vocabSize: get("vocab_size"),
    contextLength: get("block_size"),
    layers: get("n_layer"),
    heads: get("n_head"),
    width: get("n_embd"),
    dropout: get("dropout", 0),
    bias: get("bias", true),
    activation: "gelu",
  });
}
