import { memoryScope, type Rng, type Tensor } from "@cairn-ml/tensor";
import type { GPT } from "../gpt.js";
import { allCandidates } from "../sampling/candidates.js";
import type { SamplingOptions } from "../sampling/options.js";
import { sortedTopK } from "../sampling/top-k.js";
import { candidates, sampleToken } from "../sampling.js";
import { checkContinuations } from "./check.js";
import { Reader } from "./reader.js";

export interface ContinuationsOptions extends SamplingOptions {
  /** Tokens to write in each continuation; Infinity writes until it is ended. */
  readonly maxTokens: number;
  /** What the draws come from: of one continuation this stream, of several a fork for each. */
  readonly rng: Rng;
  /** Continuations of the prompt to write side by side; 1 unless given. */
  readonly n?: number | undefined;
  /** Keeps the keys and values of earlier positions; the same tokens without, slower. True unless given. */
  readonly cache?: boolean | undefined;
  /** Tells the probability of each token, and this many of the likeliest beside it; nothing unless given. */
  readonly top?: number | undefined;
}

/** A token that may follow. */
export interface TopToken {
  readonly token: number;
  /** ln of what the model says, before anything bends it. */
  readonly logProbability: number;
  /** How likely it was to be drawn: after penalty, bias, temperature, top-k, top-p and min-p. */
  readonly share: number;
}

/** The next token of a continuation. */
export interface NextToken {
  /** Which continuation, from 0. */
  readonly row: number;
  readonly token: number;
  /** With `top`: ln of what the model says of this token. */
  readonly logProbability?: number;
  /** With `top`: how likely it was to be drawn. */
  readonly share?: number;
  /** With `top`: the tokens that the model thinks likeliest, the likeliest first. */
  readonly top?: readonly TopToken[];
}

/** A continuation that is being written. */
interface Row {
  readonly row: number;
  readonly rng: Rng;
  readonly text: number[];
  readonly seen: Set<number>;
}

/**
 * Continuations of one prompt, written side by side, a token of each at a time. The prompt is read once; a continuation that
 * has ended costs nothing more. Each draws the tokens that it would draw alone, but for products that round otherwise.
 * Past the context length the window slides: the last `contextLength` tokens, positions from 0.
 *
 * Throws: ValueError for an empty prompt, tokens that do not exist, or options out of range.
 */
export class Continuations implements Disposable {
  readonly #options: ContinuationsOptions;
  readonly #model: GPT;
  #openReader: Reader | undefined; // made when it is needed: what is never asked for a token holds no memory
  readonly #prompt: readonly number[];
  #rows: Row[];
  #ended = new Set<number>();
  #written = 0;

  constructor(model: GPT, prompt: ArrayLike<number>, options: ContinuationsOptions) {
    checkContinuations(model, prompt, options);
    const { n = 1, rng } = options;
    this.#model = model;
    this.#options = options;
    this.#prompt = Array.from(prompt);
    this.#rows = Array.from({ length: n }, (_, row) => ({
      row,
      rng: n === 1 ? rng : rng.fork("continuation", row),
      text: [...this.#prompt],
      seen: new Set(this.#prompt),
    }));
  }

  /**
   * Reads so many tokens of a long prompt, for those who want to do something in between: `next` reads what is left. False
   * when only that remains to be done.
   */
  readPrompt(most: number): boolean {
    using _ = memoryScope();
    return this.#written === 0 && this.#reader.readSome(this.#prompt, most);
  }

  /** The next token of each continuation that goes on; none when all have ended. */
  next(): NextToken[] {
    this.#forgetEnded();
    if (this.#rows.length === 0 || this.#written >= this.#options.maxTokens) return [];
    using _ = memoryScope();
    const logits = this.#logits();
    const tokens = this.#rows.map((row, i) => this.#choose(row, logits.slice([[i, i + 1]])));
    this.#written++;
    return tokens;
  }

  /** No more of this continuation. */
  end(row: number): void {
    this.#ended.add(row);
  }

  get #reader(): Reader {
    const { maxTokens, cache: cached = true } = this.#options;
    this.#openReader ??= new Reader(this.#model, { most: this.#prompt.length + maxTokens, cached });
    return this.#openReader;
  }

  /** (R, V). The prompt is the same for all, so that it is read once. */
  #logits(): Tensor {
    if (this.#written > 0) return this.#reader.logits(this.#rows.map(({ text }) => text));
    const logits = this.#reader.logits([this.#prompt]); // (1, V)
    this.#reader.select(this.#rows.map(() => 0));
    return logits.expand([this.#rows.length, logits.shape[1]!]);
  }

  #choose({ row, rng, text, seen }: Row, logits: Tensor): NextToken {
    const { top } = this.#options;
    const values = logits.data();
    const token = sampleToken(values, rng, this.#options, seen);
    const next = top === undefined ? { row, token } : { row, token, ...this.#explain(logits, token, top, seen) };
    text.push(token);
    seen.add(token);
    return next;
  }

  #explain(logits: Tensor, chosen: number, top: number, seen: Set<number>): Omit<NextToken, "row" | "token"> {
    const logProbabilities = logits.logSoftmax().data();
    const drawn = candidates(logits.data(), this.#options, seen);
    const share = (token: number) => drawn.values[drawn.tokens.indexOf(token)] ?? 0;
    return {
      logProbability: logProbabilities[chosen]!,
      share: share(chosen),
      top: sortedTopK(allCandidates(logProbabilities), top).map(({ token, value }) => ({
        ...{ token, logProbability: value, share: share(token) },
      })),
    };
  }

  /** Takes ended continuations out of the batch. */
  #forgetEnded(): void {
    const left = this.#rows.flatMap(({ row }, i) => (this.#ended.has(row) ? [] : [i]));
    if (left.length === this.#rows.length) return;
    if (left.length > 0 && this.#written > 0) this.#reader.select(left);
    this.#rows = left.map((i) => this.#rows[i]!);
  }

  [Symbol.dispose](): void {
    this.#openReader?.[Symbol.dispose]();
  }
}
