import type { KeyValueCache } from "@cairn-ml/nn";
import { type CapturedStep, capture, fromData, type Tensor } from "@cairn-ml/tensor";
import type { GPT } from "./gpt.js";

/**
 * Generation's inner step, captured: one token for each sequence behind those that the caches hold. Launches are replayed by one
 * call of the engine, with the bits of `model.forward`; where nothing can be captured it is that call.
 */
export class DecodeStep implements Disposable {
  readonly #caches: readonly KeyValueCache[];
  readonly #step: CapturedStep<[Tensor, Tensor, (readonly [Tensor, Tensor])[]], Tensor>;

  /** The caches, one for each layer, stay the caller's. */
  constructor(model: GPT, caches: readonly KeyValueCache[]) {
    this.#caches = caches;
    this.#step = capture(
      (tokens, positions, places) =>
        model.forward(tokens, { positions, cache: caches.map((cache, i) => cache.at(places[i]!)) }),
      { fallback: () => {} },
    );
  }

  /**
   * The logits of the tokens that follow, which are good until the next call.
   *
   * Shapes: R tokens -> (R, 1, V)
   * Throws: ShapeError past the context, ValueError for a token that does not exist.
   */
  logits(tokens: readonly number[]): Tensor {
    const position = this.#caches[0]?.length ?? 0;
    const inputs = [
      fromData(tokens, [tokens.length, 1], { dtype: "int32" }),
      fromData([position], [1], { dtype: "int32" }),
    ] as const;
    const logits = this.#step(
      ...inputs,
      this.#caches.map((cache) => cache.next()),
    );
    for (const cache of this.#caches) cache.advance();
    return logits;
  }

  [Symbol.dispose](): void {
    this.#step.dispose();
  }
}
