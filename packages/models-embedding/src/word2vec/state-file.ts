import {
  readSafetensors,
  type SafetensorsEntry,
  type SafetensorsFile,
  toFloat32,
  toFloat64,
  writeSafetensors,
} from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";
import type { Word2VecState } from "./word2vec.js";

const format = "cairn-word2vec/1";

/**
 * A state as a safetensors file: `input` and `output` (F32), `counts` (F64), and `words`, a JSON array as UTF-8; all else is in
 * the metadata.
 */
export function encodeState({ input, output, words, counts, ...about }: Word2VecState): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(words)); // half a character is escaped, so that it comes back
  const tensors = new Map<string, SafetensorsEntry>([
    ["input", { dtype: "F32", shape: [input.length], data: bytesOf(input) }],
    ["output", { dtype: "F32", shape: [output.length], data: bytesOf(output) }],
    ["counts", { dtype: "F64", shape: [counts.length], data: bytesOf(Float64Array.from(counts)) }],
    ["words", { dtype: "U8", shape: [text.length], data: text }],
  ]);
  const metadata = { format, about: JSON.stringify(about) };
  return writeSafetensors(tensors, new Map(Object.entries(metadata)));
}

/** The state that `encodeState` wrote. Throws: SafetensorsError for no such file, ValueError for one of another kind. */
export function decodeState(bytes: Uint8Array): Word2VecState {
  const file = readSafetensors(bytes);
  if (file.metadata.get("format") !== format) throw otherFile(file);
  const about = JSON.parse(file.metadata.get("about")!) as Omit<Word2VecState, "input" | "output" | "words" | "counts">;
  const tensor = (name: string) => file.tensors.get(name)!;
  return {
    ...about,
    words: JSON.parse(new TextDecoder().decode(tensor("words").data)) as string[],
    counts: [...toFloat64(tensor("counts"))],
    input: toFloat32(tensor("input")),
    output: toFloat32(tensor("output")),
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function otherFile({ metadata }: SafetensorsFile): ValueError {
  return new ValueError("decodeState", "this file holds no state of a Word2Vec.", {
    given: `format ${metadata.get("format") ?? "that is not said"}`,
    expected: format,
    fix: "pass what encodeState gave",
  });
}
