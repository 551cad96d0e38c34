import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { TokenFileError } from "./error.js";
import { bytesOf, encodeHeader, type TokenDType } from "./header.js";

/**
 * Writes a file of tokens, a piece at a time: first those to train on, then those to measure with. It has its name when it is
 * whole; until then, and if it is never finished, there is `path.tmp`, which closing removes. Node only.
 */
export class TokenFileWriter implements Disposable {
  readonly path: string;
  readonly #dtype: TokenDType;
  readonly #metadata: Readonly<Record<string, string>>;
  readonly #file: number;
  readonly #lengths: [number, number] = [0, 0];
  #position: number;
  #open = true;

  /** Throws: what node:fs throws. */
  constructor(
    path: string,
    { dtype, metadata = {} }: { dtype: TokenDType; metadata?: Readonly<Record<string, string>> },
  ) {
    this.path = path;
    this.#dtype = dtype;
    this.#metadata = metadata;
    this.#file = openSync(`${path}.tmp`, "w");
    this.#position = this.#header().length;
  }

  /** Throws: TokenFileError for training tokens after others, and for a token that does not fit; what node:fs throws. */
  append(part: "train" | "validation", tokens: Int32Array): void {
    const to = part === "train" ? 0 : 1;
    if (to === 0 && this.#lengths[1] > 0) {
      throw new TokenFileError("tokens", "the training part comes first.", {
        given: "training tokens after validation tokens",
        expected: "all training tokens, then all validation tokens",
      });
    }
    const most = 2 ** (8 * bytesOf[this.#dtype]) - 1;
    const wrong = tokens.find((token) => token < 0 || token > most);
    if (wrong !== undefined) {
      throw new TokenFileError("tokens", `a token does not fit into ${this.#dtype}.`, {
        given: String(wrong),
        expected: `0 to ${most}`,
        fix: "write uint32",
      });
    }
    this.#write(new Uint8Array((this.#dtype === "uint16" ? Uint16Array : Uint32Array).from(tokens).buffer));
    this.#lengths[to] += tokens.length;
  }

  /** Gives the file its name; what had it is replaced. Returns the tokens of each part. */
  finish(): readonly [train: number, validation: number] {
    this.#position = 0;
    this.#write(this.#header());
    fsyncSync(this.#file);
    closeSync(this.#file);
    this.#open = false;
    renameSync(`${this.path}.tmp`, this.path);
    return this.#lengths;
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#file);
    rmSync(`${this.path}.tmp`, { force: true });
  }

  #header(): Uint8Array {
    return encodeHeader({ dtype: this.#dtype, lengths: this.#lengths, metadata: this.#metadata });
  }

  #write(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#position + done);
    }
    this.#position += done;
  }
}
