import { resolve } from "node:path";
import { generateStories } from "@cairn-ml/data";
import { type TokenDType, TokenFile } from "@cairn-ml/data/node";
import { type Tokenizer, tokenizerFromJSON } from "@cairn-ml/tokenizers";
import { digestOf, explainFileError } from "@cairn-ml/train/node";
import { say } from "../../output/say.js";
import { readText } from "../../read-text.js";

/** What a training is about, as a run remembers it. The digest is SHA-256 of its bytes. */
export type DataDescription =
  | { readonly kind: "stories"; readonly seed: number; readonly bytes: number; readonly digest: string }
  | { readonly kind: "file"; readonly path: string; readonly digest: string }
  | { readonly kind: "tokens"; readonly path: string; readonly digest: string; readonly dtype: TokenDType | null };

interface Named {
  readonly bytes: number;
  /** What to call it. */
  readonly name: string;
  readonly description: DataDescription;
}

/** A text to train on. */
export interface TextSource extends Named {
  readonly text: string;
}

/** Tokens to train on, which stay in their file. */
export interface TokenSource extends Named {
  readonly file: TokenFile;
  readonly largest: number;
  /** The one that made them, where the file says so. */
  readonly tokenizer: Tokenizer | null;
}

export type Source = TextSource | TokenSource;

interface StoriesOptions {
  readonly seed: number;
  readonly bytes: number;
}

export interface SourceOptions {
  /** The stories that come with Cairn unless given. */
  readonly path: string | undefined;
  /** Of a file of tokens alone. */
  readonly dtype: TokenDType | undefined;
  readonly validation: number;
  readonly stories?: StoriesOptions;
}

/** The same text for every seed of the training, so that runs can be compared. */
const defaultStories: StoriesOptions = { seed: 0, bytes: 2_500_000 };

/** Reads a text, or opens a file of tokens. Throws: FileError, TokenFileError, or InputError when it is empty or no text. */
export async function openSource({ path, dtype, validation, stories }: SourceOptions): Promise<Source> {
  if (path === undefined) return readStories(stories);
  if (dtype !== undefined || path.endsWith(".safetensors")) return openTokens(path, { dtype, validation });
  const { text, bytes } = await readText("train gpt", path);
  return {
    text,
    bytes: bytes.length,
    name: path,
    description: { kind: "file", path: resolve(path), digest: digestOf(bytes) },
  };
}

/** The stories that come with Cairn. */
function readStories({ seed, bytes }: StoriesOptions = defaultStories): TextSource {
  const text = generateStories({ seed, bytes });
  return {
    text,
    bytes: text.length, // ASCII
    name: "simple stories, made by a grammar",
    description: { kind: "stories", seed, bytes, digest: digestOf(text) },
  };
}

async function openTokens(
  path: string,
  { dtype, validation }: Pick<SourceOptions, "dtype" | "validation">,
): Promise<TokenSource> {
  try {
    const file = TokenFile.open(path, { ...(dtype && { dtype }), validation });
    if (file.bytes > 1e9) say(`Reading ${path} through once, for its digest…`);
    const { digest, largest } = await file.scan();
    const { tokenizer } = file.metadata;
    return {
      file,
      largest,
      bytes: file.bytes,
      name: path,
      tokenizer: tokenizer === undefined ? null : tokenizerFromJSON(JSON.parse(tokenizer)),
      description: { kind: "tokens", path: resolve(path), digest, dtype: dtype ?? null },
    };
  } catch (error) {
    throw explainFileError("train gpt", path, error);
  }
}
