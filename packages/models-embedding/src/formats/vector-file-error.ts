import { CairnError, type ErrorDetails } from "@cairn-ml/tensor";

/** Where in a file something is wrong: a line, counted from 1, or a byte, counted from 0. */
export type FilePlace = { readonly line: number } | { readonly byte: number };

/** A file of word vectors that cannot be read, or vectors that a format cannot hold. */
export class VectorFileError extends CairnError {
  override name = "VectorFileError"; // said here, for bundlers rename a class that speaks of itself

  /** The error of a file, with the place if there is one. */
  static at(file: string, place: FilePlace | null, problem: string, details: ErrorDetails): VectorFileError {
    if (!place) return new VectorFileError("readVectors", `${file}: ${problem}`, details);
    const where = "line" in place ? `line ${place.line}` : `byte ${place.byte}`;
    return new VectorFileError("readVectors", `${file}, ${where}: ${problem}`, details);
  }
}
