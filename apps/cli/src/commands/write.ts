import { type GenerateOptions, type GPT, generate, onlyKnown } from "@cairn-ml/models-gpt";
import type { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";

/** A token and the text that it completes; empty while a character is not whole. */
export interface Piece {
  readonly token: number | null;
  readonly text: string;
}

/** Goes on with `prompt`, and gives text as soon as it is there. The last piece, without a token, is what was held back. */
export function* write(
  model: GPT,
  tokenizer: BpeTokenizer | CharTokenizer,
  prompt: ArrayLike<number>,
  options: GenerateOptions,
): Generator<Piece, void> {
  const decoder = tokenizer.decoder();
  const { vocabSize } = model.config;
  const logitBias = onlyKnown(options.logitBias, { known: tokenizer.vocabSize, vocabSize });
  for (const token of generate(model, prompt, { ...options, logitBias })) yield { token, text: decoder.push(token) };
  yield { token: null, text: decoder.end() };
}
