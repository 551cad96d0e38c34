import { VectorFileError } from "./vector-file-error.js";

/** The error of a word that would come back as another one, or not at all. */
export function unwritable(word: string, format: string, why: string): VectorFileError {
  return new VectorFileError("writeVectors", `${format} cannot hold a word that ${why}.`, {
    given: JSON.stringify(word.length > 60 ? `${word.slice(0, 60)}…` : word),
    expected: "a word without it",
    fix: "save as .safetensors, which holds every word, or leave the word out",
  });
}
