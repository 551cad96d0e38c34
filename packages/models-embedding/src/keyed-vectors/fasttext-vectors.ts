import type { FastTextStream } from "../formats/fasttext-bin.js";
import type { FastTextNGrams } from "../formats/fasttext-ngrams.js";
import { KeyedVectors } from "./keyed-vectors.js";
import { type TableOptions, WordTable } from "./word-table.js";

/** Vectors of a fastText model: words that it never saw have the mean of their n-grams' vectors. */
export class FastTextVectors extends KeyedVectors {
  readonly #ngrams: FastTextNGrams;

  constructor(table: WordTable, ngrams: FastTextNGrams) {
    super(table);
    this.#ngrams = ngrams;
  }

  /** Reads a model. Throws: VectorFileError. */
  static override async read(stream: FastTextStream, options?: TableOptions): Promise<FastTextVectors> {
    return new FastTextVectors(await WordTable.read(stream, options), stream.ngrams);
  }

  /** Whether the word is in the table, or has an n-gram. */
  override has(word: string): boolean {
    return this.hasIndexFor(word) || this.#ngrams.mean(word, null) !== null;
  }

  protected override vectorOf(op: string, word: string): Float32Array<ArrayBuffer> {
    if (this.hasIndexFor(word)) return super.vectorOf(op, word);
    return this.#ngrams.mean(word, null) ?? super.vectorOf(op, word);
  }
}
