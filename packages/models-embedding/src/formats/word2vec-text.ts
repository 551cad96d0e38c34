import { ByteReader } from "./byte-reader.js";
import type { ByteSource } from "./byte-source.js";
import { checkHeader, rowsToRead, wrongRows } from "./header.js";
import { TextLines } from "./text-lines.js";
import { readTextRows } from "./text-rows.js";
import { VectorFileError } from "./vector-file-error.js";
import type { ReadVectorsOptions, VectorBlock, VectorFormat, VectorStream } from "./vector-stream.js";

/**
 * Reads word2vec's text format: a line "rows dim", then a line for each word. Tolerated: \r\n, spaces at the end of a line,
 * empty lines, no newline at the end, and a byte order mark, which is skipped. Refused: numbers that are not finite, and any
 * other count of rows or numbers than the header says.
 *
 * Throws: VectorFileError with the line.
 */
export async function readWord2VecText(
  source: ByteSource,
  options: ReadVectorsOptions = {},
  format: VectorFormat = "word2vec-text",
): Promise<VectorStream> {
  const { header, begin, line } = await ByteReader.use(source, 0, async (reader) => {
    const lines = new TextLines(reader);
    const first = await lines.next();
    if (!first) throw emptyFile(source.name);
    const header = checkHeader(source, withoutMark(first), leastBytes, options);
    return { header, begin: reader.offset, line: lines.number };
  });
  const { count, dim } = header;
  const most = rowsToRead(count, options);
  async function* blocks(): AsyncGenerator<VectorBlock> {
    const reader = new ByteReader(source, begin);
    try {
      const lines = new TextLines(reader, line);
      let rows = 0;
      for await (const block of readTextRows(lines, { name: source.name, dim, spacesInWords: false, most })) {
        rows += block.words.length;
        yield block;
      }
      if (rows < most) throw wrongRows(source.name, count, `${rows}`);
      if (most === count && (await lines.next())) throw wrongRows(source.name, count, `more: line ${lines.number}`);
    } finally {
      await reader.close();
    }
  }
  return { format, dim, count, blocks: blocks() };
}

/** A letter, spaces, digits, and a newline. */
function leastBytes(dim: number): number {
  return 2 * dim + 2;
}

/** A line without the byte order mark that some editors write. */
export function withoutMark(line: Uint8Array): Uint8Array {
  return line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? line.subarray(3) : line;
}

export function emptyFile(name: string): VectorFileError {
  return VectorFileError.at(name, null, "the file is empty.", {
    given: "nothing",
    expected: "vectors",
    fix: "get the file again",
  });
}
