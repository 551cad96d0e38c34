import { unwritable } from "./check-word.js";
import { Pieces } from "./pieces.js";
import type { VectorFormat, VectorTable } from "./vector-stream.js";
import { encodeWord } from "./word-bytes.js";

/** A format of text that can be written. */
export type TextFormat = Extract<VectorFormat, "word2vec-text" | "glove" | "fasttext-vec">;

/**
 * The bytes of a text file of vectors: word2vec's, GloVe's, or fastText's `.vec`. Numbers are the shortest that give the same
 * float32 again.
 *
 * Throws: VectorFileError where a word is empty or holds what would part it: a newline, or, but for GloVe, a space.
 */
export async function* writeVectorText(table: VectorTable, format: TextFormat): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = new Pieces();
  const lineEnd = format === "fasttext-vec" ? " \n" : "\n";
  if (format !== "glove") pieces.add(encoder.encode(`${table.count} ${table.dim}\n`));
  for await (const { words, rows } of table.blocks()) {
    for (let i = 0; i < words.length; i++) {
      checkTextWord(words[i]!, format);
      pieces.add(encodeWord(words[i]!));
      let numbers = "";
      for (let k = i * table.dim; k < (i + 1) * table.dim; k++) numbers += ` ${shortest(rows[k]!)}`;
      pieces.add(encoder.encode(numbers + lineEnd));
      if (pieces.isFull) yield pieces.take();
    }
  }
  yield pieces.take();
}

function checkTextWord(word: string, format: TextFormat): void {
  if (word === "") throw unwritable(word, format, "is empty");
  if (/[\r\n]/.test(word)) throw unwritable(word, format, "holds the end of a line");
  if (!word.includes(" ")) return;
  if (format !== "glove") throw unwritable(word, format, "holds a space");
  const last = word.slice(word.lastIndexOf(" ") + 1);
  if (/^[+-]?(\d|\.\d)/.test(last)) throw unwritable(word, format, "ends in a number after a space");
}

/** The shortest decimal text that is this float32 and no other. */
export function shortest(value: number): string {
  if (Object.is(value, -0)) return "-0";
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return `${rounded}`;
  }
  return `${Number(value.toPrecision(9))}`; // nine digits are always enough
}
