import { existsSync } from "node:fs";
import type { VectorBlock } from "@cairn-ml/models-embedding";
import { UsageError } from "../errors.js";
import { quoted } from "../output/text.js";
import { readText } from "../read-text.js";

/** Words and their vectors, of length 1, (words, dim) row-major. */
export interface MappedWords {
  readonly words: readonly string[];
  readonly rows: Float64Array;
  readonly dim: number;
  /** Words that were asked for and have no vector. */
  readonly missing: readonly string[];
}

export const mostWords = 5000; // that a map can show, and whose labels can be placed in some seconds
const largestFile = 2 ** 24;

/** What `--words` names: the words of a file, one a line, or a list with commas. Each comes once. Throws: UsageError, FileError. */
export async function wordsOf(given: string): Promise<string[]> {
  const isList = given.includes(",") || (/\s/.test(given.trim()) && !existsSync(given));
  const parts = isList ? given.split(/[,\s]/) : (await readText("vectors map", given, largestFile)).text.split(/\r?\n/);
  const words = [...new Set(parts.map((word) => word.trim()).filter(Boolean))];
  if (words.length <= mostWords) return words;
  throw new UsageError("vectors map: these are more words than a map can show.", {
    given: `--words ${quoted(given)}, with ${words.length}`,
    expected: `${mostWords} at most`,
    fix: "give a part of them",
  });
}

/** Picks out of a file, which may be larger than memory, the words that are given, or else all that it has. */
export async function pickWords(
  blocks: AsyncIterable<VectorBlock> | Iterable<VectorBlock>,
  dim: number,
  given: readonly string[] | undefined,
): Promise<MappedWords> {
  const wanted = given && new Set(given);
  const found = new Map<string, Float64Array>();
  for await (const block of blocks) {
    for (const [i, word] of block.words.entries()) {
      if (found.has(word) || (wanted && !wanted.has(word))) continue;
      found.set(word, unit(block.rows.subarray(i * dim, (i + 1) * dim)));
    }
    if (found.size === wanted?.size) break;
  }
  const words = [...(given ?? found.keys())].filter((word) => found.has(word));
  const rows = new Float64Array(words.length * dim);
  for (const [i, word] of words.entries()) rows.set(found.get(word)!, i * dim);
  return { words, rows, dim, missing: (given ?? []).filter((word) => !found.has(word)) };
}

function unit(vector: Float32Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return Float64Array.from(vector, (value) => value / length);
}
