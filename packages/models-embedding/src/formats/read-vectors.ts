import type { ByteSource } from "./byte-source.js";
import { detectFormat } from "./detect-format.js";
import { readFastTextBin } from "./fasttext-bin.js";
import type { FastTextNGrams } from "./fasttext-ngrams.js";
import { readFastTextVec } from "./fasttext-vec.js";
import { readGloveText } from "./glove-text.js";
import { readNpyVectors } from "./npy.js";
import { readSafetensorsVectors } from "./safetensors.js";
import { VectorFileError } from "./vector-file-error.js";
import type { ReadVectorsOptions, VectorFormat, VectorStream } from "./vector-stream.js";
import { readWord2VecBinary } from "./word2vec-binary.js";
import { readWord2VecText } from "./word2vec-text.js";

export interface OpenVectorsOptions extends ReadVectorsOptions {
  /** Told by the name and the first bytes unless it is given. */
  readonly format?: VectorFormat;
  /** The list of words that belongs to a `.npy`. */
  readonly words?: ByteSource;
}

/** Begins to read a file of vectors, of any format that is known. Throws: VectorFileError. */
export async function openVectors(
  source: ByteSource,
  options: OpenVectorsOptions = {},
): Promise<VectorStream & { readonly ngrams?: FastTextNGrams }> {
  const format = options.format ?? (await detectFormat(source));
  switch (format) {
    case "word2vec-binary":
      return readWord2VecBinary(source, options);
    case "word2vec-text":
      return readWord2VecText(source, options);
    case "glove":
      return readGloveText(source, options);
    case "fasttext":
      return readFastTextBin(source, options);
    case "fasttext-vec":
      return readFastTextVec(source, options);
    case "safetensors":
      return readSafetensorsVectors(source, options);
    case "npy":
      if (options.words) return readNpyVectors(source, options.words, options);
      throw VectorFileError.at(source.name, null, "the words of the matrix are missing.", {
        given: "a .npy file alone",
        expected: "a list of words too, one a line",
        fix: "pass it as `words`",
      });
  }
}
