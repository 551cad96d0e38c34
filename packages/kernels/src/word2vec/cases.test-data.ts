import { createWord2vecEngine, type Word2vecEngine } from "./engine.js";
import type { Word2vecChunk, Word2vecTables } from "./job.js";

export const vocabulary = 11;
export const dim = 13;

/** Small numbers that are no pattern. */
function scattered(i: number): number {
  return (((i * 2654435761) % 1009) / 1009 - 0.5) / 4;
}

export const skipGram: Word2vecTables = {
  keep: Uint32Array.from({ length: vocabulary }, (_, i) => (i < 2 ? 0x80000000 : 0xffffffff)),
  negative: 5,
  negatives: Uint32Array.from({ length: 2 * vocabulary }, (_, i) =>
    i % 2 === 0 ? (i * 123456789) >>> 0 : (i * 7) % vocabulary,
  ),
  paths: null,
  bags: null,
  skipGram: true,
  mean: true,
  window: 3,
};

const paths = {
  ends: Int32Array.from({ length: vocabulary }, (_, i) => i * 4 + 3),
  items: Int32Array.from({ length: 4 * vocabulary }, (_, i) => (i * 5) % (2 * vocabulary)),
};
const bags = {
  ends: Int32Array.from({ length: vocabulary }, (_, i) => i * 3 + 2),
  items: Int32Array.from({ length: 3 * vocabulary }, (_, i) => (i * 4) % 16),
};

export const cases: Record<string, Word2vecTables> = {
  "skip-gram": skipGram,
  "skip-gram, one negative": { ...skipGram, negative: 1 },
  "skip-gram, thirteen negatives": { ...skipGram, negative: 13 },
  CBOW: { ...skipGram, skipGram: false },
  "CBOW of sums": { ...skipGram, skipGram: false, mean: false, negative: 7 },
  "hierarchical softmax": { ...skipGram, paths },
  "CBOW with hierarchical softmax": { ...skipGram, paths, skipGram: false },
  "n-grams": { ...skipGram, bags },
  "CBOW of n-grams": { ...skipGram, bags, skipGram: false, window: 1 },
};

export const chunk: Word2vecChunk = {
  words: Int32Array.from({ length: 60 }, (_, i) => (i * i + 3 * i) % vocabulary),
  ends: Int32Array.of(1, 2, 30, 30, 60),
  lr: 0.05,
  random: [123, 0x89abcdef],
};

/** An engine whose rows are scattered numbers. */
export async function start(tables: Word2vecTables, options: object): Promise<Word2vecEngine> {
  const engine = await createWord2vecEngine({ dim, inputRows: 16, outputRows: vocabulary, tables, ...options });
  for (const rows of [engine.input, engine.output]) {
    rows.set(rows.map((_, i) => (i % engine.stride < dim ? scattered(i + rows.length) : 0)));
  }
  return engine;
}
