import { ngramRows } from "../formats/fasttext-ngrams.js";
import type { NgramOptions } from "./options.js";

/** Half characters, but those that stand for a byte of a word that is no UTF-8 (formats/word-bytes.ts). */
const halves = /[\ud800-\udc7f\udd00-\udfff]/gu;

/**
 * The buckets of a word's n-grams, as fastText's files have them, but each once: a step changes each row of the list in full, and
 * those of "---------" would go so many times too far. Half a character counts as U+FFFD.
 */
export function ngramsOf(word: string, { minN, maxN, buckets }: Required<NgramOptions>): number[] {
  return [...new Set(ngramRows(word.replace(halves, "\ufffd"), { minn: minN, maxn: maxN, buckets }))];
}
