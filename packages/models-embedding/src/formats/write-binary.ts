import { unwritable } from "./check-word.js";
import { Pieces } from "./pieces.js";
import type { VectorTable } from "./vector-stream.js";
import { encodeWord } from "./word-bytes.js";

/**
 * The bytes of a file in word2vec's binary format, as gensim writes it: no newline after a vector.
 *
 * Throws: VectorFileError where a word is empty, holds a space, or begins with a newline.
 */
export async function* writeWord2VecBinary(table: VectorTable): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces();
  const space = Uint8Array.of(0x20);
  pieces.add(new TextEncoder().encode(`${table.count} ${table.dim}\n`));
  for await (const { words, rows } of table.blocks()) {
    const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      if (word === "") throw unwritable(word, "word2vec-binary", "is empty");
      if (word.includes(" ")) throw unwritable(word, "word2vec-binary", "holds a space");
      if (word.startsWith("\n")) throw unwritable(word, "word2vec-binary", "begins with a newline");
      pieces.add(encodeWord(word));
      pieces.add(space);
      pieces.add(bytes.subarray(4 * i * table.dim, 4 * (i + 1) * table.dim));
      if (pieces.isFull) yield pieces.take();
    }
  }
  yield pieces.take();
}
