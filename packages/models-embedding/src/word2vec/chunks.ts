import { word2vec } from "@cairn-ml/kernels";
import { type Corpus, open } from "./corpus.js";
import type { Vocabulary } from "./vocabulary.js";

/** Whole sentences as numbers of words, those that are not in the vocabulary left out. */
export interface Chunk {
  readonly words: Int32Array;
  readonly ends: Int32Array;
  /** Words of the corpus that it stands for. */
  readonly raw: number;
}

/** One epoch in chunks of up to 10,000 words. A chunk is good until the next one is asked for. */
export async function* chunksOf(corpus: Corpus, vocabulary: Vocabulary): AsyncGenerator<Chunk> {
  const builder = new ChunkBuilder(vocabulary);
  for await (const sentence of open(corpus)) {
    if (builder.raw > 0 && builder.raw + sentence.length > word2vec.mostChunkWords) yield builder.take();
    for (let from = 0; from < sentence.length; ) {
      from += builder.add(sentence, from);
      if (from < sentence.length) yield builder.take(); // longer than a chunk
    }
  }
  if (builder.raw > 0) yield builder.take();
}

class ChunkBuilder {
  /** Words of the corpus since the last chunk. */
  raw = 0;
  readonly #vocabulary: Vocabulary;
  readonly #words = new Int32Array(word2vec.mostChunkWords);
  readonly #ends = new Int32Array(word2vec.mostChunkWords);
  #wordCount = 0;
  #sentences = 0;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** Adds a sentence from a place on, as far as there is room. Returns how many words that were. */
  add(sentence: readonly string[], from: number): number {
    const words = this.#words;
    const end = Math.min(sentence.length, from + words.length - this.raw);
    let count = this.#wordCount;
    for (let i = from; i < end; i++) {
      const word = this.#vocabulary.indexOf(sentence[i]!);
      if (word !== undefined) words[count++] = word;
    }
    if (count > this.#wordCount) this.#ends[this.#sentences++] = count;
    this.#wordCount = count;
    this.raw += end - from;
    return end - from;
  }

  take(): Chunk {
    const chunk = {
      words: this.#words.subarray(0, this.#wordCount),
      ends: this.#ends.subarray(0, this.#sentences),
      raw: this.raw,
    };
    this.raw = 0;
    this.#wordCount = 0;
    this.#sentences = 0;
    return chunk;
  }
}
