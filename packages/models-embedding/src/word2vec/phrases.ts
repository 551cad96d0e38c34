import { type Corpus, open, owned, type Sentences } from "./corpus.js";

const mostEntries = 10_000_000; // distinct words and pairs while counting

/** gensim's options with gensim's defaults. */
export interface PhrasesOptions {
  /** Words and pairs that come more rarely are no part of a phrase. */
  readonly minCount?: number;
  /** The score from which on a pair is a phrase: larger means fewer. */
  readonly threshold?: number;
  readonly delimiter?: string;
  /** Distinct words and pairs that are counted at once; ten million unless said, some 1 GiB. */
  readonly most?: number;
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

  /** Counts words and pairs. Beyond `most` distinct ones the rarest are dropped while counting. */
  static async of(corpus: Corpus, options: PhrasesOptions = {}): Promise<Phrases> {
    const { minCount = 5, threshold = 10, delimiter = "_", most = mostEntries } = options;
    const counter = new PairCounter();
    let rare = 1;
    for await (const sentence of open(corpus)) {
      for (const [i, word] of sentence.entries()) counter.add(word, sentence[i - 1]);
      while (counter.size > most) counter.dropUpTo(rare++);
    }
    const { words, followers, size } = counter;
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

/** How often each word comes, and which words follow it how often. */
class PairCounter {
  readonly words: Map<string, number> = new Map();
  readonly followers: Map<string, Map<string, number>> = new Map();
  #pairs = 0;

  /** Distinct words and pairs. */
  get size(): number {
    return this.words.size + this.#pairs;
  }

  add(word: string, before: string | undefined): void {
    const count = this.words.get(word);
    this.words.set(count === undefined ? owned(word) : word, (count ?? 0) + 1);
    if (before === undefined) return;
    const counts = this.followers.get(before) ?? new Map<string, number>();
    if (counts.size === 0) this.followers.set(owned(before), counts);
    const together = counts.get(word);
    if (together === undefined) this.#pairs++;
    counts.set(together === undefined ? owned(word) : word, (together ?? 0) + 1);
  }

  dropUpTo(rare: number): void {
    for (const [word, count] of this.words) if (count <= rare) this.words.delete(word);
    for (const [before, counts] of this.followers) {
      for (const [word, count] of counts) {
        if (count > rare || !counts.delete(word)) continue;
        this.#pairs--;
      }
      if (counts.size === 0) this.followers.delete(before);
    }
  }
}
