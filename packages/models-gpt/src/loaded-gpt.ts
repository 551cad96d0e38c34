import { ValueError } from "@cairn-ml/tensor";
import type { FullGPTConfig } from "./config.js";
import type { GPT } from "./gpt.js";
import type { TextTokenizer } from "./tokenizer-files.js";

export interface LoadedGPT {
  readonly model: GPT;
  /** Null when there are no files of one: the model then takes tokens only. */
  readonly tokenizer: TextTokenizer | null;
  readonly config: FullGPTConfig;
}

/** A vocabulary that is larger than its tokenizer's is usual: it was rounded up for the sake of speed. */
export function checkTokenizer(
  op: string,
  place: string,
  { tokenizer, config: { vocabSize } }: Pick<LoadedGPT, "tokenizer" | "config">,
): void {
  if (!tokenizer || tokenizer.vocabSize <= vocabSize) return;
  throw new ValueError(op, `the tokenizer in ${place} is not the model's.`, {
    given: `a tokenizer of ${tokenizer.vocabSize} tokens, a model of ${vocabSize}`,
    expected: "no more tokens than vocab_size in config.json",
    fix: "give the files of one model",
  });
}
