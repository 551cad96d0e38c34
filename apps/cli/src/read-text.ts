import { readFile, stat } from "node:fs/promises";
import { explainFileError } from "@cairn-ml/train/node";
import { InputError } from "./errors.js";

const largest = 2 ** 28; // a string can be no longer in every engine

/** Reads a text file, for a command. Throws: FileError, or InputError when it is empty or no text. */
export async function readText(op: string, path: string): Promise<{ text: string; bytes: Uint8Array }> {
  const bytes = await readWhole(op, path);
  if (bytes.length === 0) {
    throw new InputError(`${op}: ${path} is empty.`, { given: "0 bytes", expected: "text", fix: "give another file" });
  }
  return { text: decode(op, path, bytes), bytes };
}

async function readWhole(op: string, path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > largest) {
      throw new InputError(`${op}: ${path} is too large.`, {
        given: `${size} bytes`,
        expected: `${largest} bytes at most`,
        fix: `take a part: head -c ${largest} ${path} > part.txt`,
      });
    }
    return await readFile(path);
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

function decode(op: string, path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${op}: ${path} is not text.`, {
      given: `${bytes.length} bytes that are not UTF-8`,
      expected: "a text file in UTF-8",
      fix: "give a text file; one in another encoding is converted by iconv -f latin1 -t utf-8",
    });
  }
}
