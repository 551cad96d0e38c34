import { read, readSync } from "node:fs";
import { promisify } from "node:util";
import type { TokenSequence } from "../windows.js";
import { bytesOf, type TokenDType } from "./header.js";

const readAhead = promisify(read);

/** A part of a file as a sequence of tokens: read where it is asked for, and no more than that is in memory. */
export class FileTokens implements TokenSequence {
  readonly length: number;
  readonly #file: number;
  readonly #begin: number; // bytes
  readonly #dtype: TokenDType;
  readonly #ready = new Map<number, { readonly tokens: ArrayLike<number>; readonly bytes: Uint8Array }>();

  /** `file`: a descriptor that stays open; `begin`: the byte of the first token. */
  constructor(file: number, { begin, length, dtype }: { begin: number; length: number; dtype: TokenDType }) {
    this.#file = file;
    this.#begin = begin;
    this.#dtype = dtype;
    this.length = length;
  }

  /** Tokens [begin, end): those that were fetched before, or read now. */
  subarray(begin: number, end: number): ArrayLike<number> {
    const fetched = this.#ready.get(begin);
    if (fetched?.tokens.length === end - begin) {
      this.#ready.delete(begin);
      return fetched.tokens;
    }
    const { tokens, bytes } = this.#place(begin, end);
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(this.#file, bytes, done, bytes.length - done, this.#byte(begin) + done);
      if (count === 0) throw shrunk();
      done += count;
    }
    return tokens;
  }

  /** Reads tokens [begin, end) ahead; the next `subarray(begin, end)` takes them. */
  async prefetch(begin: number, end: number): Promise<void> {
    const place = this.#place(begin, end);
    const { bytes } = place;
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await readAhead(this.#file, bytes, done, bytes.length - done, this.#byte(begin) + done);
      if (bytesRead === 0) throw shrunk();
      done += bytesRead;
    }
    this.#ready.set(begin, place);
  }

  #byte(token: number): number {
    return this.#begin + bytesOf[this.#dtype] * token;
  }

  /** Every engine of WebAssembly's own numbers is little-endian, as the files are. */
  #place(begin: number, end: number): { tokens: ArrayLike<number>; bytes: Uint8Array } {
    const tokens = this.#dtype === "uint16" ? new Uint16Array(end - begin) : new Uint32Array(end - begin);
    return { tokens, bytes: new Uint8Array(tokens.buffer) };
  }
}

function shrunk(): Error {
  return Object.assign(new Error("the file has become shorter while it was read"), { code: "EIO" });
}
