import { KeyValueCache } from "@cairn-ml/nn";
import { fromData, memoryScope, type Rng, ValueError } from "@cairn-ml/tensor";
import type { GPT } from "./gpt.js";
import { checkSampling, type SamplingOptions, sampleToken } from "./sampling.js";

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
 *
 * Shapes: (n) tokens, n ≥ 1 -> tokens that follow
 * Throws: ValueError for an empty prompt, tokens that do not exist, or options out of range; at once, not when the first
 * token is asked for.
 */
export function generate(model: GPT, prompt: ArrayLike<number>, options: GenerateOptions): Generator<number, void> {
  checkSampling(options);
  checkMaxTokens(options.maxTokens);
  checkPrompt(model, prompt);
  return write(model, prompt, options);
}

function* write(model: GPT, prompt: ArrayLike<number>, options: GenerateOptions): Generator<number, void> {
  const { maxTokens, rng, stop, cache = true } = options;
  using reader = new Reader(model, cache);
  const text = Array.from(prompt);
  for (let i = 0; i < maxTokens; i++) {
    const token = sampleToken(reader.logits(text), rng, options);
    if (stop?.(token)) return;
    text.push(token);
    yield token;
  }
}

function checkMaxTokens(maxTokens: number): void {
  if ((Number.isSafeInteger(maxTokens) && maxTokens >= 0) || maxTokens === Number.POSITIVE_INFINITY) return;
  throw new ValueError("generate", "maxTokens is not a number of tokens.", {
    given: String(maxTokens),
    expected: "an integer from 0 up, or Infinity",
  });
}

function checkPrompt({ config: { vocabSize } }: GPT, prompt: ArrayLike<number>): void {
  if (prompt.length === 0) {
    throw new ValueError("generate", "the prompt is empty.", {
      given: "no tokens",
      expected: "one token at least to go on from",
    });
  }
  for (let i = 0; i < prompt.length; i++) {
    const token = prompt[i]!;
    if (Number.isInteger(token) && token >= 0 && token < vocabSize) continue;
    throw new ValueError("generate", `token ${token} does not exist.`, {
      given: `${token} at position ${i}`,
      expected: `0 to ${vocabSize - 1}`,
      fix: "encode the prompt with the model's own tokenizer",
    });
  }
}

/** Computes the logits after a text that grows. */
class Reader implements Disposable {
  readonly #model: GPT;
  readonly #cache: KeyValueCache[] | undefined;

  constructor(model: GPT, cached: boolean) {
    const { layers, heads, contextLength, width } = model.config;
    this.#model = model;
    if (cached) {
      this.#cache = Array.from({ length: layers }, () => new KeyValueCache(1, heads, contextLength, width / heads));
    }
  }

  /** The logits of the token that follows. A text past the context length is read anew: every position has moved. */
  logits(text: readonly number[]): ArrayLike<number> {
    using _ = memoryScope();
    const { contextLength } = this.#model.config;
    if (text.length > contextLength) for (const layer of this.#cache ?? []) layer.clear();
    const window = text.slice(-contextLength);
    const unread = window.slice(this.#cache?.[0]?.length ?? 0);
    const tokens = fromData(unread, [1, unread.length], { dtype: "int32" });
    return this.#model.forward(tokens, { cache: this.#cache, lastOnly: true }).data();
  }

  [Symbol.dispose](): void {
    for (const layer of this.#cache ?? []) layer[Symbol.dispose]();
  }
}
