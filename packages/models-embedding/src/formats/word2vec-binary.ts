import { ByteReader } from "./byte-reader.js";
import type { ByteSource } from "./byte-source.js";
import { checkHeader, longestHeader, rowsToRead, wrongRows } from "./header.js";
import { VectorFileError } from "./vector-file-error.js";
import {
  BlockBuilder,
  findNotFinite,
  type ReadVectorsOptions,
  type VectorBlock,
  type VectorStream,
} from "./vector-stream.js";
import { decodeWord } from "./word-bytes.js";
import { emptyFile } from "./word2vec-text.js";

const space = 0x20;
const newline = 0x0a;
const longestWord = 1 << 20;

/**
 * Reads word2vec's binary format: a line "rows dim", then for each word its bytes, a space, and `dim` little-endian floats;
 * newlines before a word, which the original writes and gensim does not, are passed over.
 *
 * Throws: VectorFileError with the byte.
 */
export async function readWord2VecBinary(source: ByteSource, options: ReadVectorsOptions = {}): Promise<VectorStream> {
  const { header, begin } = await ByteReader.use(source, 0, async (reader) => {
    if (!(await reader.fill(1))) throw emptyFile(source.name);
    await reader.fill(longestHeader);
    const length = reader.find(newline);
    const line = reader.bytes.subarray(reader.at, reader.at + (length < 0 ? longestHeader : length));
    const header = checkHeader(source, line, (dim) => 2 + 4 * dim, options);
    if (length < 0) throw wrongRows(source.name, header.count, "no end of its header");
    return { header, begin: reader.offset + length + 1 };
  });
  const { count, dim } = header;
  const most = rowsToRead(count, options);
  async function* blocks(): AsyncGenerator<VectorBlock> {
    const reader = new ByteReader(source, begin);
    try {
      yield* new BinaryRows(reader, count, dim).read(most);
      if (most === count) await checkEnd(reader, count);
    } finally {
      await reader.close();
    }
  }
  return { format: "word2vec-binary", dim, count, blocks: blocks() };
}

/** The rows behind the header. */
class BinaryRows {
  readonly #reader: ByteReader;
  readonly #count: number;
  readonly #dim: number;
  readonly #begins: number[] = []; // of the block's vectors, in bytes
  #row = 0;

  constructor(reader: ByteReader, count: number, dim: number) {
    this.#reader = reader;
    this.#count = count;
    this.#dim = dim;
  }

  async *read(most: number): AsyncGenerator<VectorBlock> {
    const block = new BlockBuilder(this.#dim);
    for (; this.#row < most; this.#row++) {
      let length = this.#wordLength();
      while (length < 0) {
        await this.#readOn();
        length = this.#wordLength();
      }
      this.#take(length, block);
      if (!block.isFull) continue;
      yield this.#checked(block.finish());
    }
    if (block.count > 0) yield this.#checked(block.finish());
  }

  /** The length of the next word, or -1 when it does not lie ready with its vector. */
  #wordLength(): number {
    const reader = this.#reader;
    while (reader.bytes[reader.at] === newline) reader.at++;
    const length = reader.find(space);
    return length >= 0 && reader.available >= length + 1 + 4 * this.#dim ? length : -1;
  }

  #take(length: number, block: BlockBuilder): void {
    if (length === 0) throw this.#fail("a word is empty.", "a space where a word should begin", "a word");
    const word = decodeWord(this.#reader.take(length));
    this.#reader.at++; // the space
    this.#begins[block.count] = this.#reader.offset;
    const { buffer } = block.rows;
    new Uint8Array(buffer, 4 * block.count * this.#dim).set(this.#reader.take(4 * this.#dim));
    block.push(word);
  }

  async #readOn(): Promise<void> {
    const reader = this.#reader;
    const length = reader.find(space);
    if (length > longestWord || (length < 0 && reader.available > longestWord)) {
      throw this.#fail("a word does not end.", `${longestWord} bytes without a space`, "a space after each word");
    }
    if (await reader.more()) return;
    const rest = reader.available;
    if (rest === 0) throw wrongRows(reader.name, this.#count, `${this.#row}`);
    const given =
      length < 0 ? `${rest} bytes without a space` : `${rest - length - 1} of a vector's ${4 * this.#dim} bytes`;
    throw this.#fail(
      `the file ends within row ${this.#row + 1} of ${this.#count}.`,
      given,
      "a word and its whole vector",
    );
  }

  #checked(block: VectorBlock): VectorBlock {
    const found = findNotFinite(block.rows);
    if (found < 0) return block;
    const row = Math.floor(found / this.#dim);
    const place = { byte: this.#begins[row]! + 4 * (found % this.#dim) };
    const word = JSON.stringify(block.words[row]!.slice(0, 60));
    throw VectorFileError.at(this.#reader.name, place, `the vector of ${word} is not finite.`, {
      given: `${block.rows[found]}`,
      expected: "finite numbers",
      fix: "get the file again, or train again: such a vector cannot be compared",
    });
  }

  #fail(problem: string, given: string, expected: string): VectorFileError {
    return VectorFileError.at(this.#reader.name, { byte: this.#reader.offset }, problem, {
      given,
      expected,
      fix: "get the file again; if it is text, name the format word2vec-text",
    });
  }
}

/** Only newlines may follow the last row. */
async function checkEnd(reader: ByteReader, count: number): Promise<void> {
  do {
    while (reader.bytes[reader.at] === newline) reader.at++;
    if (reader.available > 0) throw wrongRows(reader.name, count, `more: it goes on at byte ${reader.offset}`);
  } while (await reader.more());
}
