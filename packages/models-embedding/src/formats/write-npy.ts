import { unwritable } from "./check-word.js";
import { toHalf } from "./half.js";
import { Pieces } from "./pieces.js";
import type { VectorBlock, VectorTable } from "./vector-stream.js";
import { encodeWord } from "./word-bytes.js";

export interface NumberOptions {
  /** Write float16: half the size, three digits. */
  readonly float16?: boolean;
}

/** The bytes of the matrix as `numpy.load` reads it. Source: NumPy enhancement proposal 1, version 1.0. */
export async function* writeNpy(
  table: VectorTable,
  { float16 = false }: NumberOptions = {},
): AsyncGenerator<Uint8Array> {
  const head = `{'descr': '${float16 ? "<f2" : "<f4"}', 'fortran_order': False, 'shape': (${table.count}, ${table.dim}), }`;
  const length = Math.ceil((10 + head.length + 1) / 64) * 64; // numbers begin at a multiple of 64
  const start = new Uint8Array(length).fill(0x20);
  start.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, (length - 10) & 255, (length - 10) >> 8]);
  start.set(new TextEncoder().encode(head), 10);
  start[length - 1] = 0x0a;
  yield start;
  for await (const block of table.blocks()) yield numberBytes(block, float16);
}

/** The words that belong to the matrix, one a line. Throws: VectorFileError where a line could not hold a word. */
export async function* writeWordList(table: VectorTable): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces();
  const newline = Uint8Array.of(0x0a);
  for await (const { words } of table.blocks()) {
    for (const word of words) {
      if (word === "") throw unwritable(word, "a list of words", "is empty");
      if (/[\r\n]/.test(word)) throw unwritable(word, "a list of words", "holds the end of a line");
      pieces.add(encodeWord(word));
      pieces.add(newline);
    }
    yield pieces.take();
  }
}

/** The numbers of a block as they lie in a file. */
export function numberBytes({ rows }: VectorBlock, float16: boolean): Uint8Array {
  const numbers = float16 ? toHalf(rows) : rows;
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
