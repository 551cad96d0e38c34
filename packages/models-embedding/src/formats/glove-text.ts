import { ByteReader } from "./byte-reader.js";
import type { ByteSource } from "./byte-source.js";
import { rowsToRead } from "./header.js";
import { parseNumber } from "./parse-number.js";
import { TextLines } from "./text-lines.js";
import { contentEnd, readTextRows } from "./text-rows.js";
import { VectorFileError } from "./vector-file-error.js";
import type { ReadVectorsOptions, VectorBlock, VectorStream } from "./vector-stream.js";
import { emptyFile } from "./word2vec-text.js";

/**
 * Reads GloVe's text format: a line for each word and nothing else. A row has as many numbers as the first line ends with, and
 * what stands before them is the word, which may hold spaces (". . ." in the vectors of 840 billion words).
 * What word2vec's text tolerates is tolerated here too, but a byte order mark is part of the first word.
 *
 * Throws: VectorFileError with the line.
 */
export async function readGloveText(source: ByteSource, options: ReadVectorsOptions = {}): Promise<VectorStream> {
  const dim = await ByteReader.use(source, 0, async (reader) => {
    const lines = new TextLines(reader);
    const first = await lines.next();
    if (!first) throw emptyFile(source.name);
    return numbersAtEnd(first) || noNumbers(source.name, lines.number);
  });
  const most = rowsToRead(Number.MAX_SAFE_INTEGER, options);
  async function* blocks(): AsyncGenerator<VectorBlock> {
    const reader = new ByteReader(source);
    try {
      yield* readTextRows(new TextLines(reader), { name: source.name, dim, spacesInWords: true, most });
    } finally {
      await reader.close();
    }
  }
  return { format: "glove", dim, count: undefined, blocks: blocks() };
}

/** How many of the fields behind the first are numbers, counted from the end. */
export function numbersAtEnd(line: Uint8Array): number {
  let end = contentEnd(line);
  for (let count = 0; ; count++) {
    const begin = line.lastIndexOf(0x20, end - 1) + 1;
    if (begin === 0 || Number.isNaN(parseNumber(line, begin, end))) return count;
    end = begin - 1;
  }
}

function noNumbers(name: string, line: number): never {
  throw VectorFileError.at(name, { line }, "the line does not end with numbers.", {
    given: "the first line of the file",
    expected: "a word and numbers, parted by spaces",
    fix: "check that this is a file of vectors",
  });
}
