import type { ByteSource } from "./byte-source.js";

const none = new Uint8Array(0);

/** Walks through a source: what lies before `at` is done with, and `more` brings the next piece. */
export class ByteReader {
  /** What was read and is not done with, from `at` on. */
  bytes: Uint8Array = none;
  at = 0;
  readonly name: string;
  readonly #pieces: AsyncIterator<Uint8Array>;
  #base: number; // where `bytes` begins in the file

  constructor(source: ByteSource, from = 0) {
    this.name = source.name;
    this.#base = from;
    this.#pieces = source.chunks(from)[Symbol.asyncIterator]();
  }

  /** The byte of the file that `at` points to. */
  get offset(): number {
    return this.#base + this.at;
  }

  /** How many bytes lie ready. */
  get available(): number {
    return this.bytes.length - this.at;
  }

  /** Where the byte comes next, counted from `at`; -1 when it is not among those that lie ready. */
  find(byte: number): number {
    const found = this.bytes.indexOf(byte, this.at);
    return found < 0 ? -1 : found - this.at;
  }

  /** Adds the next piece to what lies ready. False at the end of the file. */
  async more(): Promise<boolean> {
    const rest = this.bytes.slice(this.at); // a copy, for the next piece may take the place of this one
    const { done, value } = await this.#pieces.next();
    this.#base += this.at;
    this.at = 0;
    this.bytes = rest;
    if (done) return false;
    if (rest.length === 0) this.bytes = value;
    else {
      this.bytes = new Uint8Array(rest.length + value.length);
      this.bytes.set(rest);
      this.bytes.set(value, rest.length);
    }
    return true;
  }

  /** Reads on until `count` bytes lie ready. False when the file ends before. */
  async fill(count: number): Promise<boolean> {
    while (this.available < count) if (!(await this.more())) return false;
    return true;
  }

  /** The next `count` bytes, which must lie ready. */
  take(count: number): Uint8Array {
    const taken = this.bytes.subarray(this.at, this.at + count);
    this.at += count;
    return taken;
  }

  /** Reads with a function, and lets the source go when that is through. */
  static async use<T>(source: ByteSource, from: number, read: (reader: ByteReader) => Promise<T>): Promise<T> {
    const reader = new ByteReader(source, from);
    try {
      return await read(reader);
    } finally {
      await reader.close();
    }
  }

  /** Lets the source go. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
