import { ggufFailure } from "./error.js";

/** More of the file is needed than has been read. */
export class NeedsMore extends Error {}

/** Reads one value after the other from the beginning of a file of `size` bytes, of which `bytes` are there. */
export class Cursor {
  readonly name: string;
  readonly size: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  position = 0;

  constructor(name: string, bytes: Uint8Array, size: number) {
    this.name = name;
    this.size = size;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes of the file that are left. */
  get left(): number {
    return this.size - this.position;
  }

  /** Goes over so many bytes; returns where they begin. Throws: GgufError past the file; NeedsMore past what is there. */
  take(bytes: number, what: string): number {
    if (bytes > this.left) this.fail(`the file ends inside ${what}.`, `${this.left} bytes`, `${bytes}`);
    if (this.position + bytes > this.#bytes.length) throw new NeedsMore();
    this.position += bytes;
    return this.position - bytes;
  }

  u32(what: string): number {
    return this.#view.getUint32(this.take(4, what), true);
  }

  /** A size. Throws: GgufError for one that JavaScript cannot hold exactly. */
  u64(what: string): number {
    const value = this.#view.getBigUint64(this.take(8, what), true);
    if (value > Number.MAX_SAFE_INTEGER) this.fail(`${what} is too large.`, `${value}`, "2^53 - 1 at most");
    return Number(value);
  }

  string(what: string, longest: number = Number.POSITIVE_INFINITY): string {
    const length = this.u64(`the length of ${what}`);
    if (length > longest) this.fail(`${what} is too long.`, `${length} bytes`, `${longest} at most`);
    const begin = this.take(length, what);
    try {
      return this.#utf8.decode(this.#bytes.subarray(begin, begin + length));
    } catch {
      return this.fail(`${what} is not text.`, "bytes that are not UTF-8", "UTF-8");
    }
  }

  /** A copy, aligned for any typed array. */
  bytes(length: number, what: string): ArrayBuffer {
    const begin = this.take(length, what);
    return this.#bytes.slice(begin, begin + length).buffer as ArrayBuffer;
  }

  fail(problem: string, given: string, expected: string): never {
    throw ggufFailure(this.name, problem, given, expected);
  }
}
