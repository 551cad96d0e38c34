import { KeyValueCache } from "@cairn-ml/nn";
import { fromData, type Tensor } from "@cairn-ml/tensor";
import { DecodeStep } from "../decode-step.js";
import type { GPT } from "../gpt.js";

/** Computes the logits after texts of one length, which grow by a token at a time from one beginning. */
export class Reader implements Disposable {
  readonly #model: GPT;
  readonly #caches: KeyValueCache[];
  #step: DecodeStep | undefined; // for the number of texts that there is
  #start = 0; // the token at position 0

  /** Room for texts of `most` tokens; without a cache every token is computed again each time. */
  constructor(model: GPT, { most, cached }: { most: number; cached: boolean }) {
    const { layers, heads, contextLength, width } = model.config;
    const capacity = Math.min(contextLength, most);
    this.#model = model;
    this.#caches = cached
      ? Array.from({ length: layers }, () => new KeyValueCache(1, heads, capacity, width / heads))
      : [];
  }

  /**
   * The logits of the tokens that follow. A text past the context length is read anew: every position has moved.
   *
   * Shapes: R texts -> (R, V)
   */
  logits(texts: readonly (readonly number[])[]): Tensor {
    this.#slide(texts[0]!.length);
    const unread = texts.map((text) => text.slice(this.#start + this.#held));
    return this.#forward(unread).reshape([texts.length, this.#model.config.vocabSize]);
  }

  /** Reads so many tokens of a text ahead of `logits`; false, and nothing is read, when that has no more than these to read. */
  readSome(text: readonly number[], most: number): boolean {
    if (this.#caches.length === 0) return false;
    this.#slide(text.length);
    const next = this.#start + this.#held;
    if (text.length - next <= most) return false;
    this.#forward([text.slice(next, next + most)]);
    return true;
  }

  /** Goes on with some of the texts, one perhaps in several ways: see `KeyValueCache.select`. */
  select(rows: readonly number[]): void {
    for (const layer of this.#caches) layer.select(rows);
    this.#forgetStep();
  }

  /** Moves the window to the end of a text of so many tokens. What was held is forgotten when it moves. */
  #slide(length: number): void {
    const start = Math.max(0, length - this.#model.config.contextLength);
    if (start === this.#start) return;
    this.#start = start;
    for (const layer of this.#caches) layer.clear();
  }

  get #held(): number {
    return this.#caches[0]?.length ?? 0;
  }

  #forward(rows: readonly (readonly number[])[]): Tensor {
    const cache = this.#caches.length > 0 ? this.#caches : undefined;
    if (cache && this.#held > 0 && rows[0]!.length === 1) {
      this.#step ??= new DecodeStep(this.#model, cache);
      return this.#step.logits(rows.flat());
    }
    const tokens = fromData(rows.flat(), [rows.length, rows[0]!.length], { dtype: "int32" });
    return this.#model.forward(tokens, { cache, lastOnly: true }); // (R, 1, V)
  }

  #forgetStep(): void {
    this.#step?.[Symbol.dispose]();
    this.#step = undefined;
  }

  [Symbol.dispose](): void {
    this.#forgetStep();
    for (const layer of this.#caches) layer[Symbol.dispose]();
  }
}
