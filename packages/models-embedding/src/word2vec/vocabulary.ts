import { type Corpus, open, owned } from "./corpus.js";

const mostWords = 10_000_000; // distinct ones while counting; a Map holds 16 million

/** Distinct words, the most frequent first, words of one count in the order in which they came first. */
export class Vocabulary {
  readonly words: readonly string[];
  readonly counts: readonly number[];
  /** Words in the corpus, those that are not in the vocabulary included. */
  readonly corpusWords: number;
  readonly #indices: ReadonlyMap<string, number>;

  constructor(words: readonly string[], counts: readonly number[], corpusWords: number) {
    this.words = words;
    this.counts = counts;
    this.corpusWords = corpusWords;
    this.#indices = new Map(words.map((word, i) => [word, i]));
  }

  /** The words that come at least `minCount` times. Beyond ten million distinct ones the rarest are dropped while counting. */
  static async of(corpus: Corpus, minCount: number, signal?: AbortSignal): Promise<Vocabulary> {
    const counts = new Map<string, number>();
    let corpusWords = 0;
    let rare = 1;
    for await (const sentence of open(corpus)) {
      signal?.throwIfAborted();
      for (const word of sentence) {
        const count = counts.get(word);
        counts.set(count === undefined ? owned(word) : word, (count ?? 0) + 1);
      }
      corpusWords += sentence.length;
      if (counts.size > mostWords) dropUpTo(counts, rare++);
    }
    const kept = [...counts].filter(([, count]) => count >= minCount).sort((a, b) => b[1] - a[1]); // stable
    return new Vocabulary(
      kept.map(([word]) => word),
      kept.map(([, count]) => count),
      corpusWords,
    );
  }

  get size(): number {
    return this.words.length;
  }

  /** The place of a word, or undefined. */
  indexOf(word: string): number | undefined {
    return this.#indices.get(word);
  }
}

function dropUpTo(counts: Map<string, number>, rare: number): void {
  for (const [word, count] of counts) if (count <= rare) counts.delete(word);
}
