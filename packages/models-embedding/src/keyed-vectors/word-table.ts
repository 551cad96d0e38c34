import { ValueError } from "@cairn-ml/tensor";
import type { VectorBlock, VectorStream, VectorTable } from "../formats/vector-stream.js";
import { RowStore } from "./row-store.js";

export interface TableOptions {
  /** Keep the numbers as float16: half the memory, three digits. */
  readonly float16?: boolean;
}

const blockRows = (dim: number) => Math.max(1, Math.floor((1 << 22) / dim));

/** Words and their rows. A word that comes twice counts once: the first time. */
export class WordTable implements VectorTable {
  readonly words: string[] = [];
  readonly indices: Map<string, number> = new Map();
  readonly store: RowStore;
  /** How many rows were left out, since their words were there already. */
  duplicates = 0;

  constructor(store: RowStore) {
    this.store = store;
  }

  /** All of a stream. Throws: VectorFileError. */
  static async read({ dim, blocks }: VectorStream, { float16 = false }: TableOptions = {}): Promise<WordTable> {
    const table = new WordTable(await RowStore.create(dim, float16));
    for await (const block of blocks) table.add(block);
    return table;
  }

  get count(): number {
    return this.words.length;
  }

  get dim(): number {
    return this.store.dim;
  }

  /** Adds a block, and keeps its rows. */
  add({ words, rows }: VectorBlock): void {
    const { dim } = this.store;
    let kept = 0;
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      if (this.indices.has(word)) {
        this.duplicates++;
        continue;
      }
      this.indices.set(word, this.words.length);
      this.words.push(word);
      if (kept < i) rows.copyWithin(kept * dim, i * dim, (i + 1) * dim);
      kept++;
    }
    this.store.add(kept === words.length ? rows : rows.slice(0, kept * dim));
  }

  *blocks(): Generator<VectorBlock> {
    let first = 0;
    for (const rows of this.store.copies()) {
      const count = rows.length / this.dim;
      yield { words: this.words.slice(first, first + count), rows };
      first += count;
    }
  }
}

/** A table of vectors that are in memory. Throws: ValueError where their number is not that of the words. */
export function tableOf(
  words: readonly string[],
  vectors: Float32Array,
  dim: number,
  options?: TableOptions,
): WordTable {
  if (!Number.isSafeInteger(dim) || dim < 1 || vectors.length !== words.length * dim) {
    throw new ValueError("KeyedVectors", "the vectors are not as many as the words.", {
      given: `${words.length} words, ${vectors.length} numbers, ${dim} a vector`,
      expected: `${words.length * dim} numbers`,
      fix: "pass a row-major array of (words, dim)",
    });
  }
  const found = vectors.findIndex((value) => !Number.isFinite(value));
  if (found >= 0) {
    throw new ValueError("KeyedVectors", "a number is not finite.", {
      given: `${vectors[found]} in the vector of ${JSON.stringify(words[Math.floor(found / dim)])}`,
      expected: "finite numbers",
      fix: "train with a lower rate",
    });
  }
  const table = new WordTable(new RowStore(dim, options?.float16 ?? false));
  const step = blockRows(dim);
  for (let i = 0; i < words.length; i += step) {
    table.add({ words: words.slice(i, i + step), rows: vectors.slice(i * dim, (i + step) * dim) });
  }
  return table;
}
