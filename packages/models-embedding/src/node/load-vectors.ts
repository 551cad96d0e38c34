import { FileError } from "@cairn-ml/train/node";
import type { ByteSource } from "../formats/byte-source.js";
import { extensionOf } from "../formats/detect-format.js";
import type { FastTextNGrams } from "../formats/fasttext-ngrams.js";
import { openVectors } from "../formats/read-vectors.js";
import type { VectorFormat, VectorStream, VectorTable } from "../formats/vector-stream.js";
import { FastTextVectors } from "../keyed-vectors/fasttext-vectors.js";
import { KeyedVectors } from "../keyed-vectors/keyed-vectors.js";
import { openFile } from "./file-source.js";

export interface LoadVectorsOptions {
  /** Told by the name and the first bytes unless it is given. */
  readonly format?: VectorFormat;
  /** Only the first so many words. */
  readonly limit?: number;
  /** Keep the numbers as float16: half the memory, three digits. */
  readonly float16?: boolean;
  /** The list of words that belongs to a `.npy`; NAME.words.txt beside NAME.npy unless it is given. */
  readonly words?: string;
}

/** Reads vectors from a file, with gzip or without. Memory is bounded by what is kept. Throws: FileError, VectorFileError. */
export async function loadVectors(path: string, options: LoadVectorsOptions = {}): Promise<KeyedVectors> {
  const stream = await openVectorFile(path, options);
  const { float16 = false } = options;
  const { ngrams } = stream;
  return ngrams ? FastTextVectors.read({ ...stream, ngrams }, { float16 }) : KeyedVectors.read(stream, { float16 });
}

/** Begins to read a file of vectors, and gives them block by block. Throws: FileError, VectorFileError. */
export async function openVectorFile(
  path: string,
  { words, format, limit }: LoadVectorsOptions = {},
): Promise<VectorStream & { readonly ngrams?: FastTextNGrams }> {
  const source = await openFile(path);
  const isNpy = format === "npy" || (format === undefined && extensionOf(path) === ".npy");
  return openVectors(source, {
    ...(format && { format }),
    ...(limit !== undefined && { limit }),
    ...(isNpy && { words: await openWordList(path, words ?? wordListOf(path)) }),
  });
}

async function openWordList(matrix: string, path: string): Promise<ByteSource> {
  try {
    return await openFile(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new FileError("openVectorFile", `the words of ${matrix} cannot be read.`, {
      given: error.message.split("\n")[0]!.replace(/^\w+: openFile: |^openFile: /, ""),
      expected: `${path}, a word on each line, for a .npy holds numbers alone`,
      fix: "put the list beside the matrix",
    });
  }
}

/** Where the words of a matrix lie unless another place is named. */
export function wordListOf(path: string): string {
  return path.replace(/(\.npy)?(\.gz)?$/i, ".words.txt");
}

/** What is in a file of vectors. */
export interface VectorFileInfo {
  readonly format: VectorFormat;
  readonly count: number;
  readonly dim: number;
  readonly first: { readonly word: string; readonly vector: Float32Array };
  readonly last: { readonly word: string; readonly vector: Float32Array };
}

/**
 * A file as a table that can be written in another format, block by block: `saveVectors(to, await openVectorTable(from))`. Where
 * the format does not say how many rows there are, the file is read once to count them. Throws: FileError, VectorFileError.
 */
export async function openVectorTable(
  path: string,
  options: LoadVectorsOptions = {},
): Promise<VectorTable & { readonly format: VectorFormat }> {
  const { format, dim, count: said } = await openVectorFile(path, options);
  const count =
    said === undefined ? (await describeVectors(path, options)).count : Math.min(said, options.limit ?? said);
  return {
    format,
    dim,
    count,
    async *blocks() {
      yield* (await openVectorFile(path, { ...options, format })).blocks;
    },
  };
}

/** Reads a whole file and keeps its first and last row. Throws: FileError, VectorFileError. */
export async function describeVectors(path: string, options: LoadVectorsOptions = {}): Promise<VectorFileInfo> {
  const { format, dim, blocks } = await openVectorFile(path, options);
  let count = 0;
  let first: VectorFileInfo["first"] | null = null;
  let last: VectorFileInfo["first"] | null = null;
  for await (const { words, rows } of blocks) {
    first ??= { word: words[0]!, vector: rows.slice(0, dim) };
    last = { word: words.at(-1)!, vector: rows.slice(-dim) };
    count += words.length;
  }
  return { format, count, dim, first: first!, last: last! }; // a file without rows is refused
}
