/** Some rows of a table of vectors, in order. */
export interface VectorBlock {
  readonly words: readonly string[];
  /** (words, dim), row-major; whoever gets the block may keep it. */
  readonly rows: Float32Array<ArrayBuffer>;
}

export const vectorFormats = ["word2vec-binary", "word2vec-text", "glove", "fasttext", "fasttext-vec", "npy", "safetensors"] as const; // biome-ignore format: one line
export type VectorFormat = (typeof vectorFormats)[number];

/** A file of vectors whose beginning was read. */
export interface VectorStream {
  readonly format: VectorFormat;
  readonly dim: number;
  /** How many rows the file says that it has; undefined where it does not say. */
  readonly count: number | undefined;
  /** The rows; can be walked through once. */
  readonly blocks: AsyncIterable<VectorBlock>;
}

export interface ReadVectorsOptions {
  /** Only the first so many rows; what follows is not looked at. */
  readonly limit?: number;
}

/** A table of vectors that can be written. */
export interface VectorTable {
  readonly count: number;
  readonly dim: number;
  blocks(): Iterable<VectorBlock> | AsyncIterable<VectorBlock>;
}

/** A row may have so many numbers; a file that says more is no file of vectors. */
export const mostDimensions = 1_000_000;

const blockBytes = 1 << 24;

/** Collects rows until there is a block of 16 MiB. Memory grows with what is there, not with what a header promises. */
export class BlockBuilder {
  readonly #dim: number;
  readonly #mostRows: number;
  #words: string[] = [];
  #rows: Float32Array<ArrayBuffer>;

  constructor(dim: number) {
    this.#dim = dim;
    this.#mostRows = Math.max(1, Math.floor(blockBytes / (4 * dim)));
    this.#rows = new Float32Array(dim * Math.min(16, this.#mostRows));
  }

  get count(): number {
    return this.#words.length;
  }

  get isFull(): boolean {
    return this.#words.length >= this.#mostRows;
  }

  /** The array in which the next row belongs; it begins at `count * dim`. */
  get rows(): Float32Array<ArrayBuffer> {
    const needed = (this.#words.length + 1) * this.#dim;
    if (needed > this.#rows.length) {
      const grown = new Float32Array(Math.min(8 * this.#rows.length, this.#mostRows * this.#dim));
      grown.set(this.#rows);
      this.#rows = grown;
    }
    return this.#rows;
  }

  /** Says that the next row is written, and whose it is. */
  push(word: string): void {
    this.#words.push(word);
  }

  /** Gives the block, and begins another one. */
  finish(): VectorBlock {
    const words = this.#words;
    const length = words.length * this.#dim;
    const rows = length === this.#rows.length ? this.#rows : this.#rows.slice(0, length);
    this.#words = [];
    this.#rows = new Float32Array(this.#rows.length);
    return { words, rows };
  }
}

/** Where the first number lies that is not finite; -1 when all are. */
export function findNotFinite(rows: Float32Array): number {
  let a = 0; // x * 0 is NaN where x is infinite or NaN; four sums, so that none waits for another
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < rows.length; i += 4) {
    a += rows[i]! * 0;
    b += rows[i + 1]! * 0;
    c += rows[i + 2]! * 0;
    d += rows[i + 3]! * 0;
  }
  for (; i < rows.length; i++) a += rows[i]! * 0;
  if (a + b + c + d === 0) return -1;
  return rows.findIndex((value) => !Number.isFinite(value));
}
