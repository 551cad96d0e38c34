import { Continuations, onlyKnown, writeText } from "@cairn-ml/models-gpt";
import type { Rng } from "@cairn-ml/tensor";
import { breathe } from "@cairn-ml/train";
import type { HeldModel } from "./held-model.js";

export interface WriteOptions {
  readonly tokens: number;
  readonly rng: Rng;
  readonly temperature: number;
  readonly topK?: number | undefined;
  readonly topP?: number | undefined;
}

/** What was written, and how fast. */
export interface Written {
  /** What it adds to what was given before; may be empty, where a character is not yet whole. */
  readonly text: string;
  /** Tokens that have been written in all. */
  readonly tokens: number;
  /** Of these a second, from the first on; 0 with the first. */
  readonly rate: number;
  /** Tokens that were read before the first, and how many a second. */
  readonly read: { readonly tokens: number; readonly rate: number };
}

const patience = 4; // milliseconds of work before messages are looked at: less than a token of a large model takes
const part = 128; // tokens of a prompt between two looks at messages, as `cairn generate` has it: the same bits

/** Goes on with a text, and lets others have their turn after a token, or some where they are quick; `check` then throws when it is not to go on. */
export async function* writeSome(
  { model, tokenizer }: HeldModel,
  prompt: string,
  { tokens: maxTokens, rng, ...sampling }: WriteOptions,
  check: () => void = () => {},
): AsyncGenerator<Written, void> {
  const { vocabSize } = model.config;
  const options = {
    ...{ ...sampling, maxTokens, rng },
    logitBias: onlyKnown(undefined, { known: tokenizer.vocabSize, vocabSize }),
  };
  const ids = tokenizer.encode(prompt);
  const began = performance.now();
  using continuations = new Continuations(model, ids, options);
  let rested = began;
  const rest = async () => {
    if (performance.now() - rested >= patience) {
      await breathe();
      rested = performance.now();
    }
    check();
  };
  while (continuations.readPrompt(part)) await rest();
  let first = 0;
  let tokens = 0;
  for (const { text } of writeText(continuations, () => tokenizer.decoder(), options)) {
    const now = performance.now();
    if (tokens++ === 0) first = now;
    const count = Math.min(ids.length, model.config.contextLength);
    const read = { tokens: count, rate: perSecond(count, first - began) };
    yield { text, tokens, rate: tokens === 1 ? 0 : perSecond(tokens - 1, now - first), read };
    await rest();
  }
}

/** A clock of a page may not have moved. */
const perSecond = (count: number, milliseconds: number) => count / (Math.max(milliseconds, 0.1) / 1000);
