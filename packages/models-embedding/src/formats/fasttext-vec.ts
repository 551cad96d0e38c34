import type { ByteSource } from "./byte-source.js";
import type { ReadVectorsOptions, VectorStream } from "./vector-stream.js";
import { readWord2VecText } from "./word2vec-text.js";

/** Reads fastText's `.vec`: word2vec's text with a space at the end of each line. It has no n-grams. */
export function readFastTextVec(source: ByteSource, options: ReadVectorsOptions = {}): Promise<VectorStream> {
  return readWord2VecText(source, options, "fasttext-vec");
}
