import type { Rng } from "@cairn-ml/tensor";
import { Continuations } from "./generate/continuations.js";
import type { GPT } from "./gpt.js";
import type { SamplingOptions } from "./sampling/options.js";

export interface GenerateOptions extends SamplingOptions {
  /** Tokens to write; Infinity writes until `stop` says so. */
  readonly maxTokens: number;
  /** What the draws come from. */
  readonly rng: Rng;
  /** Ends after a token for which this is true; that token is not given. */
  readonly stop?: (token: number) => boolean;
  /** Keeps the keys and values of earlier positions; the same tokens without, slower. True unless given. */
  readonly cache?: boolean;
}

/**
 * Writes on, a token at a time. Past the context length the window slides: the last `contextLength` tokens, positions from 0.
 * `Continuations` writes several at once, and tells how likely each token was; `generateText` works on text.
 *
 * Shapes: (n) tokens, n ≥ 1 -> tokens that follow
 * Throws: ValueError for an empty prompt, tokens that do not exist, or options out of range; at once, not when the first
 * token is asked for.
 */
export function generate(model: GPT, prompt: ArrayLike<number>, options: GenerateOptions): Generator<number, void> {
  return write(new Continuations(model, prompt, options), options.stop);
}

function* write(continuations: Continuations, stop?: (token: number) => boolean): Generator<number, void> {
  using written = continuations;
  for (let next = written.next(); next.length > 0; next = written.next()) {
    const { token } = next[0]!;
    if (stop?.(token)) return;
    yield token;
  }
}
