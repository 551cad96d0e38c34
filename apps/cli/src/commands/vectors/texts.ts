import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline as connect } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { sentencesOf } from "@cairn-ml/models-embedding";
import { explainFileError } from "@cairn-ml/train/node";
import { InputError, UsageError } from "../../errors.js";
import { markOf, type TextMark } from "./text-mark.js";

/** Texts that can be read again and again, as files of any size are: piece by piece. */
export interface Texts extends Disposable {
  /** Begins anew: the sentences of all texts. */
  readonly corpus: () => AsyncGenerator<string[]>;
  /** What tells them from others. */
  readonly marks: () => Promise<TextMark[]>;
}

const op = "vectors train";

/**
 * Files, plain or gzip, which the first bytes tell; `-` is standard input. What can be read only once is kept in a temporary
 * file until the end. Throws: FileError, UsageError, InputError.
 */
export async function openTexts(paths: readonly string[]): Promise<Texts> {
  if (paths.filter((path) => path === "-").length > 1) {
    throw new UsageError(`${op}: standard input can be read once.`, { given: "- twice", fix: "give one -" });
  }
  const kept = new Kept();
  try {
    const files: { name: string; path: string }[] = [];
    for (const path of paths) {
      const name = path === "-" ? "standard input" : path;
      files.push({ name, path: await lasting(path, kept) });
    }
    const corpus = async function* () {
      for (const { name, path } of files) yield* sentencesOf(piecesOf(name, path));
    };
    const marked = ({ name, path }: { name: string; path: string }) =>
      markOf(name, path).catch((error) => {
        throw explainFileError(op, name, error);
      });
    const marks = () => Promise.all(files.map(marked));
    return { corpus, marks, [Symbol.dispose]: () => kept.remove() };
  } catch (error) {
    kept.remove();
    throw error;
  }
}

/** A folder for what came from a pipe; it goes when the program ends, however that is. */
class Kept {
  #folder: string | null = null;
  #count = 0;
  readonly #remove = () => this.remove();

  next(): string {
    if (this.#folder === null) {
      this.#folder = mkdtempSync(join(tmpdir(), "cairn-text-"));
      process.on("exit", this.#remove);
    }
    return join(this.#folder, `${this.#count++}`);
  }

  remove(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
    process.off("exit", this.#remove);
  }
}

/** The path of a file that can be read again. */
async function lasting(path: string, kept: Kept): Promise<string> {
  try {
    const about = path === "-" ? null : await stat(path);
    if (about?.isFile() || about?.isDirectory()) return path; // that it is a folder is said when it is read
    const copy = kept.next();
    await pipeline(path === "-" ? process.stdin : createReadStream(path), createWriteStream(copy));
    return copy;
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

async function* piecesOf(name: string, path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(); // what is no UTF-8 becomes U+FFFD
  let isFirst = true;
  try {
    for await (const bytes of await bytesOf(path)) {
      if (isFirst && (bytes.includes(0) || (bytes[0]! >= 0xfe && bytes[1]! >= 0xfe))) throw noText(name);
      isFirst = false;
      yield decoder.decode(bytes, { stream: true });
    }
  } catch (error) {
    if (/^Z_/.test((error as NodeJS.ErrnoException).code ?? "")) throw damaged(name, error as Error);
    throw explainFileError(op, name, error);
  }
  yield decoder.decode();
}

async function bytesOf(path: string): Promise<AsyncIterable<Uint8Array>> {
  const handle = await open(path);
  const start = new Uint8Array(2);
  try {
    await handle.read(start, 0, 2, 0);
  } finally {
    await handle.close();
  }
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (start[0] !== 0x1f || start[1] !== 0x8b) return file;
  return connect(file, createGunzip({ chunkSize: 1 << 20 }), () => {}); // whoever iterates gets the error
}

function noText(name: string): InputError {
  return new InputError(`${op}: ${name} is not text.`, {
    given: "bytes that are zero, or UTF-16",
    expected: "a text in UTF-8, plain or gzip",
    fix: "give a text file; one in UTF-16 is converted by iconv -f utf-16 -t utf-8",
  });
}

function damaged(name: string, error: Error): InputError {
  return new InputError(`${op}: ${name} is a damaged gzip file.`, {
    given: error.message,
    expected: "a whole gzip file",
    fix: "get it again",
  });
}
