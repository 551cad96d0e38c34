import { type Corpus, open, type Sentences } from "./corpus.js";

/** gensim's options with gensim's defaults. */
export interface PhrasesOptions {
  /** Words and pairs that come more rarely are no part of a phrase. */
  readonly minCount?: number;
  /** The score from which on a pair is a phrase: larger means fewer. */
  readonly threshold?: number;
  readonly delimiter?: string;
}

/**
 * Pairs of words that come together more often than chance has it, `new york` -> `new_york`: the score of a pair is
 * (count(a b) - minCount) V / (count(a) count(b)), V the number of distinct words and pairs. Phrases of phrases are
 * longer ones.
 * Source: Mikolov et al. 2013, arXiv:1310.4546, equation 6, with the factor of gensim.
 */
export class Phrases {
  readonly #pairs: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #delimiter: string;

  private constructor(pairs: ReadonlyMap<string, ReadonlySet<string>>, delimiter: string) {
    this.#pairs = pairs;
    this.#delimiter = delimiter;
  }

  /** Counts words and pairs. */
  static async of(corpus: Corpus, options: PhrasesOptions = {}): Promise<Phrases> {
    const { minCount = 5, threshold = 10, delimiter = "_" } = options;
    const words = new Map<string, number>();
    const followers = new Map<string, Map<string, number>>();
    let distinctPairs = 0;
    for await (const sentence of open(corpus)) {
      sentence.forEach((word, i) => {
        words.set(word, (words.get(word) ?? 0) + 1);
        if (i === 0) return;
        const before = sentence[i - 1]!;
        const counts = followers.get(before) ?? new Map<string, number>();
        const count = counts.get(word) ?? 0;
        if (count === 0) distinctPairs++;
        if (counts.size === 0) followers.set(before, counts);
        counts.set(word, count + 1);
      });
    }
    const size = words.size + distinctPairs;
    const pairs = new Map<string, Set<string>>();
    for (const [a, counts] of followers) {
      const isPhrase = ([b, count]: [string, number]): boolean =>
        count >= minCount && ((count - minCount) * size) / (words.get(a)! * words.get(b)!) > threshold;
      const found = [...counts].filter(isPhrase).map(([b]) => b);
      if (found.length > 0) pairs.set(a, new Set(found));
    }
    return new Phrases(pairs, delimiter);
  }

  /** The phrases, as they will stand in a sentence. */
  get phrases(): string[] {
    return [...this.#pairs].flatMap(([a, followers]) => [...followers].map((b) => a + this.#delimiter + b));
  }

  /** A sentence with its phrases as single words, from left to right. */
  join(sentence: readonly string[]): string[] {
    const joined: string[] = [];
    for (let i = 0; i < sentence.length; i++) {
      const [word, next] = [sentence[i]!, sentence[i + 1]];
      if (next !== undefined && this.#pairs.get(word)?.has(next)) {
        joined.push(word + this.#delimiter + next);
        i++;
      } else joined.push(word);
    }
    return joined;
  }

  /** A corpus with its phrases as single words. */
  apply(corpus: Corpus): Corpus {
    const phrases = this;
    return async function* (): Sentences & AsyncGenerator<string[]> {
      for await (const sentence of open(corpus)) yield phrases.join(sentence);
    };
  }
}
