import { fromData, type Tensor, ValueError } from "@cairn-ml/tensor";
import type { CBOWBatch } from "./cbow.js";

/** Each word of a stream that has `size` words on both sides, with those around it: an example for CBOW. All are one batch. */
export class ContextWindows {
  /** The distinct words, in the order in which they come. */
  readonly vocabulary: readonly string[];
  readonly examples: readonly { readonly word: string; readonly around: readonly string[] }[];
  readonly #batch: CBOWBatch;

  /** Throws: ValueError for a stream with no full window. */
  constructor(words: readonly string[], { size }: { readonly size: number }) {
    const centres = words.slice(size, words.length - size);
    if (centres.length === 0) {
      throw new ValueError("ContextWindows", "there is no full window.", {
        given: `${words.length} words, ${size} on each side`,
        expected: `${2 * size + 1} words or more`,
      });
    }
    this.vocabulary = [...new Set(words)];
    this.examples = centres.map((word, i) => ({
      word,
      around: [...words.slice(i, i + size), ...words.slice(i + size + 1, i + 2 * size + 1)],
    }));
    const numbers = new Map(this.vocabulary.map((word, i) => [word, i]));
    const tensorOf = (words: readonly string[], shape: readonly number[]): Tensor =>
      fromData(
        Int32Array.from(words, (word) => numbers.get(word)!),
        shape,
        { dtype: "int32" },
      );
    const N = this.examples.length;
    this.#batch = {
      context: tensorOf(
        this.examples.flatMap(({ around }) => around),
        [N, 2 * size],
      ),
      targets: tensorOf(centres, [N]),
    };
  }

  batch(): CBOWBatch {
    return this.#batch;
  }

  count(): number {
    return this.examples.length;
  }
}
