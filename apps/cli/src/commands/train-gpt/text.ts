import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { generateStories } from "@cairn-ml/data";
import { digestOf, explainFileError } from "@cairn-ml/train/node";
import { InputError } from "../../errors.js";

/** Where a text is from, as a run remembers it. The digest is SHA-256 of its bytes. */
export type DataDescription =
  | { readonly kind: "stories"; readonly seed: number; readonly bytes: number; readonly digest: string }
  | { readonly kind: "file"; readonly path: string; readonly digest: string };

/** A text to train on. */
export interface Source {
  readonly text: string;
  readonly bytes: number;
  /** What to call it. */
  readonly name: string;
  readonly description: DataDescription;
}

interface StoriesOptions {
  readonly seed: number;
  readonly bytes: number;
}

/** The same text for every seed of the training, so that runs can be compared. */
const defaultStories: StoriesOptions = { seed: 0, bytes: 2_500_000 };
const largest = 2 ** 28; // a string can be no longer in every engine

/** The stories that come with Cairn. */
export function readStories({ seed, bytes }: StoriesOptions = defaultStories): Source {
  const text = generateStories({ seed, bytes });
  return {
    text,
    bytes: text.length, // ASCII
    name: "simple stories, made by a grammar",
    description: { kind: "stories", seed, bytes, digest: digestOf(text) },
  };
}

/** Reads a text file. Throws: FileError, or InputError when it is empty or no text. */
export async function readTextFile(path: string): Promise<Source> {
  const bytes = await readWhole(path);
  if (bytes.length === 0) {
    throw new InputError(`train gpt: ${path} is empty.`, {
      given: "0 bytes",
      expected: "text",
      fix: "give another file",
    });
  }
  return {
    text: decode(path, bytes),
    bytes: bytes.length,
    name: path,
    description: { kind: "file", path: resolve(path), digest: digestOf(bytes) },
  };
}

async function readWhole(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > largest) {
      throw new InputError(`train gpt: ${path} is too large.`, {
        given: `${size} bytes`,
        expected: `${largest} bytes at most`,
        fix: `take a part: head -c ${largest} ${path} > part.txt`,
      });
    }
    return await readFile(path);
  } catch (error) {
    throw explainFileError("train gpt", path, error);
  }
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`train gpt: ${path} is not text.`, {
      given: `${bytes.length} bytes that are not UTF-8`,
      expected: "a text file in UTF-8",
      fix: "give a text file; one in another encoding is converted by iconv -f latin1 -t utf-8",
    });
  }
}
