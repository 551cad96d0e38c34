import type { MatrixRows } from "./matrix-rows.js";
import { encodeWord } from "./word-bytes.js";

/** How a model divides words. */
export interface NGramSizes {
  /** The shortest n-gram, in characters, and the longest; none when that is 0. */
  readonly minn: number;
  readonly maxn: number;
  /** How many rows n-grams share. */
  readonly buckets: number;
}

/**
 * The rows of a word's n-grams: of "<word>", every run of minn to maxn characters, but not < or > alone, by a hash of its bytes.
 * Bytes that are not UTF-8 count as characters do: one begins with each byte that is no continuation.
 *
 * Source: Bojanowski et al. 2017, "Enriching word vectors with subword information", 3.2; the hash is FNV-1a of 32 bits (Fowler,
 * Noll and Vo), with bytes taken as signed, as fastText's does.
 */
export function ngramRows(word: string, { minn, maxn, buckets }: NGramSizes): number[] {
  const inner = encodeWord(word);
  const bytes = new Uint8Array(inner.length + 2);
  bytes[0] = 0x3c; // <
  bytes.set(inner, 1);
  bytes[bytes.length - 1] = 0x3e; // >
  const rows: number[] = [];
  for (let begin = 0; begin < bytes.length; begin++) {
    if (isContinuation(bytes[begin]!)) continue;
    let hash = 0x811c9dc5;
    let end = begin;
    for (let length = 1; length <= maxn && end < bytes.length; length++) {
      do hash = hashByte(hash, bytes[end++]!);
      while (end < bytes.length && isContinuation(bytes[end]!));
      const isEdge = length === 1 && (begin === 0 || end === bytes.length);
      if (length >= minn && !isEdge) rows.push((hash >>> 0) % buckets);
    }
  }
  return rows;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ ((byte << 24) >> 24), 0x01000193);
}

/** The n-grams of a fastText model, which give a vector to words that it never saw. */
export class FastTextNGrams {
  readonly sizes: NGramSizes;
  readonly #rows: MatrixRows; // (buckets, dim)

  constructor(sizes: NGramSizes, rows: MatrixRows) {
    this.sizes = sizes;
    this.#rows = rows;
  }

  /** The mean of the rows of a word's n-grams, and of the word's own row where it has one; null when it has neither. */
  mean(word: string, own: Float32Array | null): Float32Array<ArrayBuffer> | null {
    const ngrams = this.sizes.buckets > 0 && this.sizes.maxn > 0 ? ngramRows(word, this.sizes) : [];
    const count = ngrams.length + (own ? 1 : 0);
    if (count === 0) return null;
    const sum = new Float32Array(this.#rows.dim);
    if (own) sum.set(own);
    for (const ngram of ngrams) {
      const row = this.#rows.row(ngram);
      for (let k = 0; k < sum.length; k++) sum[k] = sum[k]! + row[k]!;
    }
    return sum.map((value) => value / count);
  }
}
