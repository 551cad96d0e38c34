import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { explainFileError } from "@cairn-ml/train/node";
import { InputError } from "./errors.js";

const longest = 2 ** 28; // a string can be no longer in every engine

/**
 * Reads a text file of `largest` bytes at most, for a command.
 *
 * Throws: FileError, or InputError when it is empty, too large or no text.
 */
export async function readText(
  op: string,
  path: string,
  largest: number = longest,
): Promise<{ text: string; bytes: Uint8Array }> {
  const bytes = await readAtMost(op, path, largest);
  if (bytes.length === 0) {
    throw new InputError(`${op}: ${path} is empty.`, { given: "0 bytes", expected: "text", fix: "give another file" });
  }
  return { text: decode(op, path, bytes), bytes };
}

/** Throws: FileError, or InputError when there is more. */
export async function readAtMost(op: string, path: string, largest: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > largest) throw tooLarge(op, path, largest, `${size} bytes`);
    const parts: Buffer[] = [];
    for await (const part of createReadStream(path, { end: largest })) parts.push(part); // /dev/zero has no size, and no end
    const bytes = Buffer.concat(parts);
    if (bytes.length > largest) throw tooLarge(op, path, largest, `more than ${largest} bytes`);
    return bytes;
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

function tooLarge(op: string, path: string, largest: number, given: string): InputError {
  return new InputError(`${op}: ${path} is too large.`, {
    given,
    expected: `${largest} bytes at most`,
    fix: "give a smaller file, or a part of it",
  });
}

function decode(op: string, path: string, bytes: Uint8Array): string {
  const utf16 = isUtf16(bytes);
  try {
    if (!utf16 && !bytes.includes(0)) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // said below
  }
  throw new InputError(`${op}: ${path} is not text.`, {
    given: utf16 ? "UTF-16" : `${bytes.length} bytes that are not UTF-8${bytes.includes(0) ? ": some are zero" : ""}`,
    expected: "a text file in UTF-8",
    fix: `give a text file; one in another encoding is converted by iconv -f ${utf16 ? "utf-16" : "latin1"} -t utf-8`,
  });
}

/** By its byte order mark. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
