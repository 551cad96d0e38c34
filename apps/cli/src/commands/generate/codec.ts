import type { TextCodec } from "@cairn-ml/models-gpt";
import { InputError } from "../../errors.js";
import type { Beginning } from "./beginning.js";

/** A tokenizer that writes as a model does. */
export interface TextTokenizer extends TextCodec {
  readonly vocabSize: number;
  decode(tokens: ArrayLike<number>): string;
}

/** What was given, as a model and as a reader take it. */
export interface Encoded {
  readonly tokens: readonly number[];
  /** The text that was given; undefined where tokens were. */
  readonly prompt: string | undefined;
  readonly hasText: boolean;
  /** For a screen: the text, or the numbers where there is no tokenizer, or it lacks one of them. */
  shown(): string;
  /** What a token says; its number where there is no tokenizer, or in a vocabulary larger than the tokenizer's. */
  nameOf(token: number): string;
}

/** Throws: InputError when a text is given to a model that has no tokenizer, TokenizerError for text that it can not read. */
export function encodeBeginning(
  op: string,
  folder: string,
  beginning: Beginning,
  tokenizer: TextTokenizer | null,
): Encoded {
  const hasText = tokenizer !== null;
  const isNamed = (token: number) => tokenizer !== null && token < tokenizer.vocabSize;
  const nameOf = (token: number) => (isNamed(token) ? tokenizer!.decode([token]) : String(token));
  if ("tokens" in beginning) {
    const { tokens } = beginning;
    const shown = () => (tokens.every(isNamed) ? tokenizer!.decode(tokens) : tokens.join(" "));
    return { tokens, prompt: undefined, shown, hasText, nameOf };
  }
  const { prompt } = beginning;
  if (tokenizer) return { tokens: Array.from(tokenizer.encode(prompt)), prompt, shown: () => prompt, hasText, nameOf };
  throw new InputError(`${op}: ${folder} has no tokenizer, so that it can not read a text.`, {
    given: "a --prompt",
    expected: "vocab.json and merges.txt, or tokenizer.json, beside its weights",
    fix: 'give the numbers of tokens: --tokens "1,2,3"',
  });
}

/** Throws: InputError for texts to stop at where there is none. */
export function checkStops(folder: string, tokenizer: TextTokenizer | null, stop: readonly string[] = []): void {
  if (tokenizer || stop.length === 0) return;
  throw new InputError(`generate: ${folder} has no tokenizer, so that there is no text to stop at.`, {
    given: `--stop ${JSON.stringify(stop[0])}`,
    expected: "no --stop for a model that writes numbers",
    fix: "leave it out, and use --max-tokens",
  });
}

/** Shows tokens as their numbers, for a model that has no text. */
export const numbersOnly: Pick<TextCodec, "decoder"> = {
  decoder: () => ({ push: (token) => ` ${token}`, end: () => "" }),
};
