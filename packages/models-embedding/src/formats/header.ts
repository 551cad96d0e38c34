import type { ByteSource } from "./byte-source.js";
import { VectorFileError } from "./vector-file-error.js";
import { mostDimensions, type ReadVectorsOptions } from "./vector-stream.js";

/** The first line of word2vec's formats: how many rows there are, and of how many numbers. */
export interface Header {
  readonly count: number;
  readonly dim: number;
}

export const longestHeader = 64;

/** Reads "2747 10"; null where the text is anything else. Spaces at the end do not count. */
export function parseHeader(line: Uint8Array): Header | null {
  if (line.length > longestHeader) return null;
  const found = /^(\d{1,15}) (\d{1,15})[ \r]*$/.exec(String.fromCharCode(...line));
  return found ? { count: Number(found[1]), dim: Number(found[2]) } : null;
}

/**
 * Checks a header. `leastBytes` of a row tell what the file can hold. Throws: VectorFileError where there is none, or where it
 * promises more than that.
 */
export function checkHeader(
  { name, size }: ByteSource,
  line: Uint8Array,
  leastBytes: (dim: number) => number,
  options: ReadVectorsOptions,
): Header {
  const header = parseHeader(line);
  const fail = (problem: string, expected: string) =>
    VectorFileError.at(name, { line: 1 }, problem, {
      given: JSON.stringify(String.fromCharCode(...line.subarray(0, 40))),
      expected,
      fix: "get the file again, or name its format: a GloVe file has no such line",
    });
  if (!header) throw fail("the first line is no header.", 'rows and numbers in each, as in "400000 300"');
  const { count, dim } = header;
  if (count === 0) throw fail("the header promises no vectors.", "one at least");
  if (dim === 0 || dim > mostDimensions) {
    throw fail(`vectors cannot have ${dim} numbers.`, `from 1 to ${mostDimensions}`);
  }
  if (size !== undefined && rowsToRead(count, options) * leastBytes(dim) > size) {
    throw fail("the header promises more than the file holds.", `at most ${size} bytes of vectors`);
  }
  return header;
}

/** The rows to read: all that there are, or the first ones. Throws: VectorFileError when the limit is no count. */
export function rowsToRead(count: number, { limit }: ReadVectorsOptions): number {
  if (limit === undefined) return count;
  if (Number.isSafeInteger(limit) && limit > 0) return Math.min(count, limit);
  throw new VectorFileError("readVectors", "the limit is no number of rows.", {
    given: `limit ${limit}`,
    expected: "a whole number from 1",
    fix: "leave it out to read all",
  });
}

/** The error of a file that ends too early, or goes on too long. */
export function wrongRows(name: string, promised: number, found: string): VectorFileError {
  return VectorFileError.at(name, null, `the header promises ${promised} vectors; the file has ${found}.`, {
    given: found,
    expected: `${promised}`,
    fix: "get the file again: it is damaged, or cut short; with a limit, only the first rows are looked at",
  });
}
