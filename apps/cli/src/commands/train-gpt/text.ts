import { resolve } from "node:path";
import { generateStories } from "@cairn-ml/data";
import { digestOf } from "@cairn-ml/train/node";
import { readText } from "../../read-text.js";

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
  const { text, bytes } = await readText("train gpt", path);
  return {
    text,
    bytes: bytes.length,
    name: path,
    description: { kind: "file", path: resolve(path), digest: digestOf(bytes) },
  };
}
