import type { ByteReader } from "./byte-reader.js";

/**
 * Rows of floats that lie one after the other in a file, kept in blocks of 16 MiB, so that memory grows with what is read and no
 * array has gigabytes.
 */
export class MatrixRows {
  readonly dim: number;
  readonly #perBlock: number;
  readonly #blocks: Float32Array<ArrayBuffer>[] = [];

  private constructor(dim: number) {
    this.dim = dim;
    this.#perBlock = Math.max(1, Math.floor((1 << 22) / dim));
  }

  /** Reads `count` rows; null when the file ends before. */
  static async read(reader: ByteReader, count: number, dim: number): Promise<MatrixRows | null> {
    const rows = new MatrixRows(dim);
    for (let left = count; left > 0; left -= rows.#perBlock) {
      const bytes = 4 * dim * Math.min(left, rows.#perBlock);
      if (!(await reader.fill(bytes))) return null;
      rows.#blocks.push(new Float32Array(reader.take(bytes).slice().buffer as ArrayBuffer));
    }
    return rows;
  }

  /** A view of a row. */
  row(i: number): Float32Array<ArrayBuffer> {
    const begin = (i % this.#perBlock) * this.dim;
    return this.#blocks[Math.floor(i / this.#perBlock)]!.subarray(begin, begin + this.dim);
  }

  /** All blocks. */
  get blocks(): readonly Float32Array<ArrayBuffer>[] {
    return this.#blocks;
  }
}
