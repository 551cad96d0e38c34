import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";

/** What a part is a part of: without it, nothing may be added. */
interface Origin {
  readonly url: string;
  /** The ETag, or the date, by which the server tells this file from another one at the same place. */
  readonly validator: string;
}

/** The first bytes of a file that is being fetched, in `<path>.part`, and in `<path>.part.json` what they are of. */
export class PartFile {
  readonly #path: string;
  readonly #part: string;
  readonly #note: string;

  constructor(path: string) {
    this.#path = path;
    this.#part = `${path}.part`;
    this.#note = `${path}.part.json`;
  }

  async size(): Promise<number> {
    return stat(this.#part).then(
      ({ size }) => size,
      () => 0,
    );
  }

  /** By what the rest can be asked for; null when it has to begin anew. */
  async validator(url: string): Promise<string | null> {
    try {
      const note = JSON.parse(await readFile(this.#note, "utf8")) as Partial<Origin> | null;
      return note?.url === url && typeof note.validator === "string" ? note.validator : null;
    } catch {
      return null;
    }
  }

  /** Begins anew: an empty part. Without a validator it cannot be gone on with later. */
  async begin(url: string, validator: string | null): Promise<FileHandle> {
    await rm(this.#note, { force: true });
    const file = await open(this.#part, "w");
    if (validator !== null) await writeFile(this.#note, JSON.stringify({ url, validator } satisfies Origin));
    return file;
  }

  append(): Promise<FileHandle> {
    return open(this.#part, "a");
  }

  async discard(): Promise<void> {
    await rm(this.#part, { force: true });
    await rm(this.#note, { force: true });
  }

  /** The SHA-256 of what is there. */
  async digest(signal: AbortSignal): Promise<string> {
    const hash = createHash("sha256");
    for await (const piece of createReadStream(this.#part, { highWaterMark: 1 << 20, signal })) hash.update(piece);
    return hash.digest("hex");
  }

  /** Where the bytes lie until they are kept. */
  get path(): string {
    return this.#part;
  }

  /** Gives it the file's name, once its bytes are on the disk. */
  async keep(): Promise<void> {
    const file = await open(this.#part, "r+");
    await file.sync().finally(() => file.close());
    await rename(this.#part, this.#path);
    await rm(this.#note, { force: true });
  }
}
