import type { CountedWords } from "./counted-words.js";
import { Heap } from "./heap.js";
import { PairTable } from "./pair-table.js";

/** A pair of adjacent tokens. */
interface Pair {
  readonly left: number;
  readonly right: number;
  /** Occurrences in the text, now. */
  count: number;
  /** Words that hold the pair or once held it. */
  readonly words: number[];
}

/** A pair with the count it had when queued: never less than what it has now. */
interface Candidate {
  readonly pair: Pair;
  readonly count: number;
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.count !== b.count) return a.count > b.count;
  return a.pair.left !== b.pair.left ? a.pair.left < b.pair.left : a.pair.right < b.pair.right;
}

/**
 * Counts of all adjacent pairs in a set of words, kept right while pairs are merged. A count rises only in the merge that
 * makes the newer of the two tokens, and falls afterwards: so each pair is queued once, when that merge is done.
 */
export class PairCounts {
  readonly #words: CountedWords;
  readonly #lengths: Int32Array; // tokens left in each word
  readonly #table = new PairTable(1024); // pair -> index into #pairs
  readonly #pairs: Pair[] = [];
  readonly #queue = new Heap<Candidate>(isBetter);
  #unqueued: Pair[] = []; // made since the last merge

  constructor(words: CountedWords) {
    const { tokens, starts, counts } = words;
    this.#words = words;
    this.#lengths = new Int32Array(counts.length);
    for (let w = 0; w < counts.length; w++) {
      this.#lengths[w] = starts[w + 1]! - starts[w]!;
      for (let i = starts[w]! + 1; i < starts[w + 1]!; i++) this.#add(tokens[i - 1]!, tokens[i]!, w);
    }
    this.#enqueueNew();
  }

  /** The most frequent pair, the one with the smaller ids among equals; undefined when no pair is left. */
  popMostFrequent(): { readonly left: number; readonly right: number; readonly count: number } | undefined {
    for (let top = this.#queue.pop(); top !== undefined; top = this.#queue.pop()) {
      const { pair, count } = top;
      if (count === pair.count) return { left: pair.left, right: pair.right, count };
      if (pair.count > 0) this.#queue.push({ pair, count: pair.count }); // it fell since: back with what it has now
    }
    return undefined;
  }

  /** Replaces the pair by one token wherever it occurs, from the left. */
  merge(left: number, right: number, token: number): void {
    const pair = this.#pairs[this.#table.get(left, right)]!;
    for (const w of pair.words.splice(0)) this.#mergeInWord(w, left, right, token);
    this.#enqueueNew();
  }

  #mergeInWord(w: number, left: number, right: number, token: number): void {
    const { tokens, starts } = this.#words;
    const start = starts[w]!;
    const end = start + this.#lengths[w]!;
    let write = start;
    for (let read = start; read < end; read++) {
      if (tokens[read] !== left || read + 1 === end || tokens[read + 1] !== right) {
        tokens[write++] = tokens[read]!;
        continue;
      }
      if (write > start) {
        this.#remove(tokens[write - 1]!, left, w);
        this.#add(tokens[write - 1]!, token, w);
      }
      if (read + 2 < end) {
        this.#remove(right, tokens[read + 2]!, w);
        this.#add(token, tokens[read + 2]!, w);
      }
      tokens[write++] = token;
      read++;
    }
    this.#lengths[w] = write - start;
  }

  #add(left: number, right: number, w: number): void {
    let index = this.#table.get(left, right);
    if (index === -1) {
      const fresh: Pair = { left, right, count: 0, words: [] };
      index = this.#pairs.push(fresh) - 1;
      this.#table.set(left, right, index);
      this.#unqueued.push(fresh);
    }
    const pair = this.#pairs[index]!;
    pair.count += this.#words.counts[w]!;
    if (pair.words[pair.words.length - 1] !== w) pair.words.push(w);
  }

  #remove(left: number, right: number, w: number): void {
    this.#pairs[this.#table.get(left, right)]!.count -= this.#words.counts[w]!;
  }

  #enqueueNew(): void {
    for (const pair of this.#unqueued) if (pair.count > 0) this.#queue.push({ pair, count: pair.count });
    this.#unqueued = [];
  }
}
