import { fromEntry, readSafetensors, toEntry, writeSafetensors } from "@cairn-ml/data";
import type { Tensor } from "@cairn-ml/tensor";

/** The bytes of a safetensors file. */
export function encodeWeights(tensors: ReadonlyMap<string, Tensor>): Uint8Array {
  const entries = [...tensors].map(([name, x]) => ({ name, ...toEntry(x) }));
  return writeSafetensors(entries, new Map([["format", "pt"]]));
}

/** Throws: SafetensorsError, which calls the file `name`. */
export function decodeWeights(name: string, bytes: Uint8Array): Map<string, Tensor> {
  const { tensors } = readSafetensors(bytes, { name });
  return new Map([...tensors].map(([key, entry]) => [key, fromEntry(entry)]));
}
