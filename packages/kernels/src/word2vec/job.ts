import type { Floats } from "../reference/types.js";

/**
 * What the words of a vocabulary are trained with. Rows are `stride` floats apart, a multiple of 8; those after the
 * dimensions are 0 and stay so. A list of lists is its ends (where the list of each item ends) and all items one after another.
 */
export interface Word2vecTables {
  /** Word i is kept where 32 random bits are at most keep[i]. */
  readonly keep: Uint32Array;
  /** Targets drawn by chance beside each word; unused where there are paths. */
  readonly negative: number;
  /** For each word a threshold and another word: the table of Walker's method. Empty where there are paths. */
  readonly negatives: Uint32Array;
  /** Hierarchical softmax: each word's path from the root, as 2 node + branch; null for negative sampling. */
  readonly paths: { readonly ends: Int32Array; readonly items: Int32Array } | null;
  /** The rows of `input` that stand for each word; null where word i is row i alone. */
  readonly bags: { readonly ends: Int32Array; readonly items: Int32Array } | null;
  /** Each word of a window foretells the word in its middle by itself; else they do together. */
  readonly skipGram: boolean;
  /** Rows that foretell together are averaged; else they are added. */
  readonly mean: boolean;
  /** Words to each side, at most. */
  readonly window: number;
}

/** The rows that learn. */
export interface Word2vecRows {
  readonly input: Floats;
  readonly output: Floats;
  readonly stride: number;
}

/** Some sentences: word numbers one after another, and where each sentence ends. */
export interface Word2vecChunk {
  readonly words: Int32Array;
  readonly ends: Int32Array;
  /** The learning rate. */
  readonly lr: number;
  /** Where the random numbers begin: two words, not both 0. */
  readonly random: readonly [number, number];
}
