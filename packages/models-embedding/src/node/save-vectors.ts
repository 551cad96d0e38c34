import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { explainFileError } from "@cairn-ml/train/node";
import { extensionOf } from "../formats/detect-format.js";
import { VectorFileError } from "../formats/vector-file-error.js";
import type { VectorFormat, VectorTable } from "../formats/vector-stream.js";
import { writeWordList } from "../formats/write-npy.js";
import { writeVectors } from "../formats/write-vectors.js";
import { wordListOf } from "./load-vectors.js";

export interface SaveVectorsOptions {
  /** Told by the name's extension unless it is given; GloVe's must be. */
  readonly format?: VectorFormat;
  /** Write float16, in .npy and .safetensors. */
  readonly float16?: boolean;
}

const byExtension: Readonly<Record<string, VectorFormat>> = {
  ".bin": "word2vec-binary",
  ".txt": "word2vec-text",
  ".vec": "fasttext-vec",
  ".npy": "npy",
  ".safetensors": "safetensors",
};

/**
 * Writes vectors to a file; `.gz` at the end of the name packs it. The file is there whole or not at all. A `.npy` gets a list of
 * its words beside it, NAME.words.txt. Returns the format. Throws: FileError, VectorFileError.
 */
export async function saveVectors(
  path: string,
  table: VectorTable,
  options: SaveVectorsOptions = {},
): Promise<VectorFormat> {
  const format = options.format ?? byExtension[extensionOf(path)];
  if (!format) {
    throw new VectorFileError("saveVectors", "the name does not tell the format.", {
      given: path,
      expected: `a name that ends in ${Object.keys(byExtension).join(", ")}`,
      fix: "name the format",
    });
  }
  const { float16 = false } = options;
  const files: [path: string, bytes: AsyncGenerator<Uint8Array>][] = [[path, writeVectors(table, format, { float16 })]];
  if (format === "npy") files.unshift([wordListOf(path), writeWordList(table)]);
  await writeAll(files);
  return format;
}

/** No file takes its name before all are written, so that a matrix and its words stay a pair. */
async function writeAll(files: readonly (readonly [path: string, bytes: AsyncGenerator<Uint8Array>])[]): Promise<void> {
  const partial = (path: string) => `${path}.partial`;
  let at = "";
  try {
    for (const [path, bytes] of files) {
      at = path;
      const steps = path.toLowerCase().endsWith(".gz") ? [createGzip()] : [];
      await pipeline([Readable.from(bytes, { objectMode: true }), ...steps, createWriteStream(partial(path))]);
    }
    for (const [path] of files) {
      at = path;
      await rename(partial(path), path);
    }
  } catch (error) {
    for (const [path] of files) await rm(partial(path), { force: true });
    throw explainFileError("saveVectors", at, error);
  }
}
