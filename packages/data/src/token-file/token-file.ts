import { createHash } from "node:crypto";
import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { splitAt } from "../text.js";
import { TokenFileError } from "./error.js";
import { FileTokens } from "./file-tokens.js";
import { bytesOf, decodeHeader, headerLength, type TokenDType } from "./header.js";

export interface OpenTokensOptions {
  /** Of a file of tokens alone, without a header, as nanoGPT writes them. */
  readonly dtype?: TokenDType;
  /** The share of such a file that is held out, at its end; a tenth unless given. */
  readonly validation?: number;
}

/** What was found when a file was read through. */
export interface TokenScan {
  /** SHA-256 of all its bytes. */
  readonly digest: string;
  /** The largest token, -1 where there is none. */
  readonly largest: number;
}

/** A file of tokens that is open; what is read of it is what is asked for. Node only. */
export class TokenFile implements Disposable {
  readonly path: string;
  readonly dtype: TokenDType;
  readonly bytes: number;
  readonly train: FileTokens;
  readonly validation: FileTokens;
  readonly metadata: Readonly<Record<string, string>>;
  readonly #file: number;
  readonly #begin: number;

  private constructor(path: string, file: number, { dtype, validation: share }: OpenTokensOptions) {
    this.path = path;
    this.#file = file;
    this.bytes = fstatSync(file).size;
    const header = dtype ? this.#raw(dtype, share) : this.#header();
    this.#begin = header.begin;
    this.dtype = header.dtype;
    this.metadata = header.metadata;
    const size = bytesOf[this.dtype];
    const [train, validation] = header.lengths;
    const part = (begin: number, length: number) => new FileTokens(file, { begin, length, dtype: this.dtype });
    this.train = part(this.#begin, train);
    this.validation = part(this.#begin + size * train, validation);
  }

  /** Throws: TokenFileError when it is none; what node:fs throws. */
  static open(path: string, options: OpenTokensOptions = {}): TokenFile {
    const file = openSync(path, "r");
    try {
      return new TokenFile(path, file, options);
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  /** Reads the whole file once, some hundred megabytes a second. `onProgress` is told how many bytes were read. */
  async scan(onProgress?: (bytes: number) => void): Promise<TokenScan> {
    const hash = createHash("sha256");
    let [done, largest] = [0, -1];
    let odd: Uint8Array = new Uint8Array(0); // bytes of a token that goes on in the next part
    for await (const chunk of createReadStream(this.path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      const skip = Math.min(chunk.length, Math.max(0, this.#begin - done));
      const joined = new Uint8Array(odd.length + chunk.length - skip); // aligned
      joined.set(odd);
      joined.set(chunk.subarray(skip), odd.length);
      const whole = joined.length - (joined.length % bytesOf[this.dtype]);
      largest = Math.max(largest, largestOf(joined.subarray(0, whole), this.dtype));
      odd = joined.slice(whole);
      done += chunk.length;
      onProgress?.(done);
    }
    return { digest: hash.digest("hex"), largest };
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }

  #header() {
    const first = this.#read(0, 8);
    const length = headerLength(this.path, first, this.bytes);
    const begin = 8 + length;
    return { begin, ...decodeHeader(this.path, this.#read(8, length), this.bytes - begin) };
  }

  #raw(dtype: TokenDType, share = 0.1) {
    const size = bytesOf[dtype];
    const count = this.bytes / size;
    if (!Number.isSafeInteger(count) || count < 2) {
      throw new TokenFileError("tokens", `${this.path} is no file of ${dtype}.`, {
        given: `${this.bytes} bytes`,
        expected: `a multiple of ${size}, two tokens at least`,
        fix: "look at --dtype and at the file",
      });
    }
    const cut = splitAt(count, share);
    const lengths = [cut, count - cut] as const;
    return { begin: 0, dtype, lengths, metadata: {} };
  }

  #read(position: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(length, Math.max(0, this.bytes - position)));
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(this.#file, bytes, done, bytes.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return bytes;
  }
}

function largestOf(bytes: Uint8Array, dtype: TokenDType): number {
  const tokens =
    dtype === "uint16"
      ? new Uint16Array(bytes.buffer, 0, bytes.length / 2)
      : new Uint32Array(bytes.buffer, 0, bytes.length / 4);
  let largest = -1;
  for (let i = 0; i < tokens.length; i++) if (tokens[i]! > largest) largest = tokens[i]!;
  return largest;
}
