import { exp } from "../math/index.js";
import type { Word2vecChunk, Word2vecRows, Word2vecTables } from "./job.js";

const slots = 6; // targets that are worked on at once

/**
 * What assembly/word2vec/train.ts does, plainly. Returns how many words subsampling left.
 * Source: Mikolov et al. 2013, "Distributed representations of words and phrases and their compositionality".
 */
export function trainReference(rows: Word2vecRows, tables: Word2vecTables, chunk: Word2vecChunk): number {
  const stream = new RandomWords(chunk.random);
  let trained = 0;
  let first = 0;
  for (const end of chunk.ends) {
    const sentence = chunk.words.subarray(first, end).filter((word) => stream.next() <= tables.keep[word]!);
    sentence.forEach((target, i) => {
      const reach = tables.window - stream.below(tables.window);
      const near = [...sentence.subarray(Math.max(i - reach, 0), i), ...sentence.subarray(i + 1, i + reach + 1)];
      const bags = tables.skipGram ? near.map((word) => [word]) : [near];
      for (const bag of bags) learn(rows, tables, chunk.lr, stream, bag, target);
    });
    trained += sentence.length;
    first = end;
  }
  return trained;
}

/** A step of the rows that stand for `bag`, and of the targets that stand for `word`. */
function learn(
  { input, output, stride }: Word2vecRows,
  tables: Word2vecTables,
  lr: number,
  stream: RandomWords,
  bag: readonly number[],
  word: number,
): void {
  const { bags } = tables;
  const from = bag.flatMap((each) => (bags ? [...listOf(bags, each)] : [each])).map((row) => row * stride);
  if (from.length === 0) return;
  const share = tables.skipGram && !bags ? 1 : tables.mean ? 1 / from.length : 1;
  const h = input.slice(0, stride).map((_, k) => share * from.reduce((sum, row) => sum + input[row + k]!, 0));
  const change = new Float64Array(stride);
  for (const block of blocksOf(targetsOf(tables, stream, word))) {
    const steps = block.map(({ row, label, idle }) => {
      const at = row * stride;
      let x = 0;
      for (let k = 0; k < stride; k++) x += h[k]! * output[at + k]!;
      return { at, g: idle ? 0 : lr * (label - 1 / (1 + exp(-x))) };
    });
    for (let k = 0; k < stride; k++) {
      for (const { at, g } of steps) {
        change[k]! += g * output[at + k]!;
        output[at + k]! += g * h[k]!;
      }
    }
  }
  for (const row of from) for (let k = 0; k < stride; k++) input[row + k]! += change[k]!;
}

interface Target {
  readonly row: number;
  readonly label: number;
  readonly idle: boolean;
}

/** The word itself, or its path, and what is drawn beside it. */
function targetsOf({ paths, negative, negatives }: Word2vecTables, stream: RandomWords, word: number): Target[] {
  if (paths) {
    return [...listOf(paths, word)].map((step) => ({ row: step >>> 1, label: 1 - (step & 1), idle: false }));
  }
  const drawn = Array.from({ length: negative }, () => stream.word(negatives));
  return [
    { row: word, label: 1, idle: false },
    ...drawn.map((other) => ({ row: other, label: 0, idle: other === word })),
  ];
}

function blocksOf(targets: readonly Target[]): Target[][] {
  return Array.from({ length: Math.ceil(targets.length / slots) }, (_, i) => targets.slice(i * slots, (i + 1) * slots));
}

function listOf({ ends, items }: { ends: Int32Array; items: Int32Array }, i: number): Int32Array {
  return items.subarray(i === 0 ? 0 : ends[i - 1]!, ends[i]!);
}

/** xoroshiro64*, as in assembly/word2vec/random.ts. */
class RandomWords {
  #s0: number;
  #s1: number;

  constructor([s0, s1]: readonly [number, number]) {
    this.#s0 = s0;
    this.#s1 = s1;
  }

  next(): number {
    const s0 = this.#s0;
    const s1 = this.#s1 ^ s0;
    this.#s0 = ((s0 << 26) | (s0 >>> 6)) ^ s1 ^ (s1 << 9);
    this.#s1 = (s1 << 13) | (s1 >>> 19);
    return Math.imul(s0, 0x9e3779bb) >>> 0;
  }

  below(limit: number): number {
    return Math.floor((this.next() * limit) / 2 ** 32);
  }

  word(table: Uint32Array): number {
    const scaled = this.next() * (table.length / 2); // below 2^53
    const word = Math.floor(scaled / 2 ** 32);
    return scaled % 2 ** 32 < table[2 * word]! ? word : table[2 * word + 1]!;
  }
}
