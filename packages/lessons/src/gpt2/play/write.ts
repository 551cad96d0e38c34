import { generateText } from "@cairn-ml/models-gpt";
import { Rng } from "@cairn-ml/tensor";
import type { HeldModel } from "./held-model.js";

export interface WriteOptions {
  readonly tokens: number;
  readonly seed: number;
  readonly temperature: number;
  readonly topK?: number | undefined;
  readonly topP?: number | undefined;
}

const patience = 30; // milliseconds of work before messages are looked at

/** Goes on with a text, and lets others have their turn in between. */
export async function* writeSome(
  { model, tokenizer }: HeldModel,
  prompt: string,
  { tokens, seed, ...sampling }: WriteOptions,
): AsyncGenerator<string, void> {
  let rested = performance.now();
  const options = { ...sampling, maxTokens: tokens, rng: new Rng(seed).fork("sample", 0) };
  for (const { text } of generateText(model, tokenizer, prompt, options)) {
    yield text;
    if (performance.now() - rested < patience) continue;
    await new Promise((resolve) => setTimeout(resolve));
    rested = performance.now();
  }
}
