import { Rng } from "@cairn-ml/tensor";
import { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";
import { write } from "../write.js";
import type { Prepared } from "./prepare.js";

const count = 3;
const mostTokens = 400; // of one: a large model takes its time

/** What the model writes when it begins a new paragraph, each from random numbers of its own; a story ends where it ends. */
export function* writeSamples({ model, tokenizer, trainText }: Prepared, seed: number): Generator<string, void> {
  if (!(tokenizer instanceof BpeTokenizer || tokenizer instanceof CharTokenizer)) return;
  const start = trainText.includes("\n\n") ? "\n\n" : trainText.includes("\n") ? "\n" : trainText.slice(0, 1);
  const prompt = tokenizer.encode(start);
  const stories = tokenizer.kind === "bpe";
  const maxTokens = Math.min(mostTokens, Math.floor(2.5 * model.config.contextLength));
  for (let i = 0; i < count; i++) {
    const rng = new Rng(seed).fork("sample", i);
    let text = "";
    for (const piece of write(model, tokenizer, prompt, { maxTokens, rng, temperature: 0.6, topP: 0.9 })) {
      text += piece.text;
      if (stories && /\S\s*\n\n/.test(text)) break;
    }
    yield text.trim();
  }
}
