import { BinaryFields } from "./binary-fields.js";
import { ByteReader } from "./byte-reader.js";
import type { ByteSource } from "./byte-source.js";
import { type FastTextHead, readFastTextHead, readMatrixHead } from "./fasttext-head.js";
import { FastTextNGrams } from "./fasttext-ngrams.js";
import { rowsToRead } from "./header.js";
import { MatrixRows } from "./matrix-rows.js";
import { VectorFileError } from "./vector-file-error.js";
import {
  BlockBuilder,
  findNotFinite,
  type ReadVectorsOptions,
  type VectorBlock,
  type VectorStream,
} from "./vector-stream.js";
import { emptyFile } from "./word2vec-text.js";

/** A fastText model: its words, and the n-grams for words that it does not have. */
export interface FastTextStream extends VectorStream {
  readonly ngrams: FastTextNGrams;
}

/** The end of a line is a word in fastText, and has no n-grams. */
const lineEnd = "</s>";

/**
 * Reads fastText's binary model, version 12 and the older form without a magic number. A word's vector is the mean of its own row
 * and of those of its n-grams. The output matrix is passed over, but the file must have it, and must end there. Labels have no
 * vectors. A quantized model is refused.
 *
 * Throws: VectorFileError with the byte.
 */
export async function readFastTextBin(source: ByteSource, options: ReadVectorsOptions = {}): Promise<FastTextStream> {
  const reader = new ByteReader(source);
  try {
    if (!(await reader.fill(1))) throw emptyFile(source.name);
    const fields = new BinaryFields(reader);
    const head = await readFastTextHead(fields, source.size);
    const { dim, words, inputRows, minn, maxn } = head;
    const wordRows = await readMatrix(fields, words.length, dim);
    const buckets = inputRows - words.length;
    const ngrams = new FastTextNGrams({ minn, maxn, buckets }, await readMatrix(fields, buckets, dim));
    await checkOutput(fields, head, source.size);
    const blocks = vectorsOf(words, wordRows, ngrams, rowsToRead(words.length, options));
    return { format: "fasttext", dim, count: words.length, blocks, ngrams };
  } finally {
    await reader.close();
  }
}

async function* vectorsOf(
  words: readonly string[],
  wordRows: MatrixRows,
  ngrams: FastTextNGrams,
  most: number,
): AsyncGenerator<VectorBlock> {
  const { dim } = wordRows;
  const block = new BlockBuilder(dim);
  for (let i = 0; i < most; i++) {
    const word = words[i]!;
    const own = wordRows.row(i);
    block.rows.set(word === lineEnd ? own : ngrams.mean(word, own)!, block.count * dim);
    block.push(word);
    if (block.isFull) yield block.finish();
  }
  if (block.count > 0) yield block.finish();
}

async function readMatrix(fields: BinaryFields, count: number, dim: number): Promise<MatrixRows> {
  const begin = fields.reader.offset;
  const rows = await MatrixRows.read(fields.reader, count, dim);
  if (!rows) throw fields.cutShort(`${count} rows of ${dim} numbers`);
  let before = 0;
  for (const block of rows.blocks) {
    const found = findNotFinite(block);
    if (found >= 0) {
      const place = { byte: begin + 4 * (before + found) };
      const details = {
        given: `${block[found]}`,
        expected: "finite numbers",
        fix: "get the file again, or train again",
      };
      throw VectorFileError.at(fields.reader.name, place, "a vector is not finite.", details);
    }
    before += block.length;
  }
  return rows;
}

/** The output matrix must be there to the last byte, and be the end. */
async function checkOutput(
  fields: BinaryFields,
  { dim, isNew }: FastTextHead,
  size: number | undefined,
): Promise<void> {
  const { reader } = fields;
  if (isNew) await fields.skip(1, "whether the output is quantized");
  const rows = await readMatrixHead(fields, dim, size);
  const end = reader.offset + 4 * rows * dim;
  let found = size;
  if (found === undefined) {
    do reader.at = reader.bytes.length;
    while (await reader.more());
    found = reader.offset;
  }
  if (found === end) return;
  throw fields.fail("the file does not end with its output matrix.", `${found} bytes`, `${end} bytes`);
}
