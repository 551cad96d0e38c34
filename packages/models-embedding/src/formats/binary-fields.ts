import type { ByteReader } from "./byte-reader.js";
import { VectorFileError } from "./vector-file-error.js";
import { decodeWord } from "./word-bytes.js";

/** Reads little-endian fields one after the other. Each names what it reads, for the error where the file ends. */
export class BinaryFields {
  readonly reader: ByteReader;

  constructor(reader: ByteReader) {
    this.reader = reader;
  }

  async int32(what: string): Promise<number> {
    return (await this.#view(4, what)).getInt32(0, true);
  }

  /** A 64-bit integer that is small enough to be exact. */
  async int64(what: string): Promise<number> {
    return Number((await this.#view(8, what)).getBigInt64(0, true));
  }

  async byte(what: string): Promise<number> {
    return (await this.#view(1, what)).getUint8(0);
  }

  async skip(count: number, what: string): Promise<void> {
    await this.#view(count, what);
  }

  /** The bytes before the next 0, which is passed over. */
  async word(what: string, longest: number): Promise<string> {
    let length = this.reader.find(0);
    while (length < 0) {
      if (this.reader.available > longest)
        throw this.fail(`${what} does not end.`, `${longest} bytes without a 0`, "a 0");
      if (!(await this.reader.more())) throw this.cutShort(what);
      length = this.reader.find(0);
    }
    const word = decodeWord(this.reader.take(length));
    this.reader.at++;
    return word;
  }

  cutShort(what: string): VectorFileError {
    return this.fail("the file ends too early.", `${this.reader.available} bytes more`, what);
  }

  fail(problem: string, given: string, expected: string, fix: string = "get the file again"): VectorFileError {
    return VectorFileError.at(this.reader.name, { byte: this.reader.offset }, problem, { given, expected, fix });
  }

  async #view(count: number, what: string): Promise<DataView> {
    if (!(await this.reader.fill(count))) throw this.cutShort(what);
    const { buffer, byteOffset } = this.reader.take(count);
    return new DataView(buffer, byteOffset, count);
  }
}
