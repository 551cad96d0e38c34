import { VectorFileError } from "./vector-file-error.js";
import type { VectorFormat, VectorTable } from "./vector-stream.js";
import { writeWord2VecBinary } from "./write-binary.js";
import { type NumberOptions, writeNpy } from "./write-npy.js";
import { writeSafetensorsVectors } from "./write-safetensors.js";
import { writeVectorText } from "./write-text.js";

/** The bytes of a file of vectors; those of a `.npy` without its list of words. Throws: VectorFileError. */
export function writeVectors(
  table: VectorTable,
  format: VectorFormat,
  options: NumberOptions = {},
): AsyncGenerator<Uint8Array> {
  switch (format) {
    case "word2vec-binary":
      return writeWord2VecBinary(table);
    case "word2vec-text":
    case "glove":
    case "fasttext-vec":
      return writeVectorText(table, format);
    case "npy":
      return writeNpy(table, options);
    case "safetensors":
      return writeSafetensorsVectors(table, options);
    case "fasttext":
      throw new VectorFileError("writeVectors", "fastText models are read, not written.", {
        given: format,
        expected: "a format of vectors",
        fix: "save as .vec, which fastText takes as pretrained vectors",
      });
  }
}
