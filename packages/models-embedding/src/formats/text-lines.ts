import type { ByteReader } from "./byte-reader.js";
import { VectorFileError } from "./vector-file-error.js";

const longestLine = 1 << 25; // a million numbers and a word

/** The lines of a file. A line ends with \n or \r\n; empty ones are passed over. */
export class TextLines {
  readonly #reader: ByteReader;
  /** The number of the line that `next` gave, from 1. */
  number: number;

  /** `before`: how many lines the reader has passed. */
  constructor(reader: ByteReader, before = 0) {
    this.#reader = reader;
    this.number = before;
  }

  /** The next line that is not empty, good until the one after is asked for; null where the file ends. */
  async next(): Promise<Uint8Array | null> {
    const ready = this.ready();
    if (ready) return ready;
    for (;;) {
      if (this.#reader.available > longestLine) throw this.#tooLong();
      if (!(await this.#reader.more())) return this.#last();
      const line = this.ready();
      if (line) return line;
    }
  }

  /** As `next`, for as long as whole lines lie ready; null when more must be read. */
  ready(): Uint8Array | null {
    const reader = this.#reader;
    for (let length = reader.find(0x0a); length >= 0; length = reader.find(0x0a)) {
      const line = withoutReturn(reader.take(length + 1).subarray(0, length));
      this.number++;
      if (line.length > 0) return line;
    }
    return null;
  }

  /** What stands behind the last newline. */
  #last(): Uint8Array | null {
    const line = withoutReturn(this.#reader.take(this.#reader.available));
    if (line.length === 0) return null;
    this.number++;
    return line;
  }

  #tooLong(): VectorFileError {
    const place = { line: this.number + 1 };
    return VectorFileError.at(this.#reader.name, place, "the line does not end.", {
      given: `more than ${longestLine} bytes without a newline`,
      expected: "a word and its numbers",
      fix: "check that this is a text file of vectors",
    });
  }
}

function withoutReturn(line: Uint8Array): Uint8Array {
  return line[line.length - 1] === 0x0d ? line.subarray(0, -1) : line;
}
