import { type LoadedGPT, type LoadGPTOptions, loadGPT, type TextTokenizer } from "@cairn-ml/models-gpt/node";
import { InputError } from "../errors.js";

/** A model that can read and write text. */
export interface TextModel extends LoadedGPT {
  readonly tokenizer: TextTokenizer;
}

/** Loads a model with its tokenizer; `op` is the command that needs both. Throws: InputError when there is no tokenizer. */
export async function loadTextModel(op: string, path: string, options: LoadGPTOptions = {}): Promise<TextModel> {
  const { tokenizer, ...loaded } = await loadGPT(path, options);
  if (tokenizer) return { ...loaded, tokenizer };
  throw new InputError(`${op}: ${path} has no tokenizer.`, {
    given: "a model without the files of a tokenizer",
    expected: "vocab.json and merges.txt, or tokenizer.json, beside its weights",
    fix: "put the tokenizer's files there; without them `cairn logits --tokens` takes the numbers of tokens",
  });
}
