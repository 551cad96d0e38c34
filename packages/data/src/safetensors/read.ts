import { headerLength, PREFIX, parseHeader } from "./header.js";
import type { SafetensorsEntry, SafetensorsFile } from "./types.js";

export interface ReadSafetensorsOptions {
  /** What errors call the file. */
  readonly name?: string;
}

/**
 * Reads a safetensors file that is in memory. Nothing is copied: each tensor's `data` is a view of `bytes`.
 *
 * The file is believed only when it is whole: a header that is valid UTF-8 and JSON and names nothing twice, tensors
 * whose shape and dtype need exactly the bytes they claim, and claims that cover the data once, without gap or overlap.
 *
 * Throws: SafetensorsError naming the file and, where there is one, the tensor.
 *
 * Source: https://github.com/huggingface/safetensors, "Format".
 */
export function readSafetensors(bytes: Uint8Array, options: ReadSafetensorsOptions = {}): SafetensorsFile {
  const { name = "the file" } = options;
  const dataStart = PREFIX + headerLength(name, bytes, bytes.length);
  const header = parseHeader(name, bytes.subarray(PREFIX, dataStart), bytes.length - dataStart);
  const tensors = new Map<string, SafetensorsEntry>();
  for (const { tensor, dtype, shape, begin, end } of header.tensors) {
    // A plain Uint8Array even when `bytes` is a Buffer, whose slice() would not copy.
    const data = new Uint8Array(bytes.buffer, bytes.byteOffset + dataStart + begin, end - begin);
    tensors.set(tensor, { dtype, shape, data });
  }
  return { metadata: header.metadata, tensors };
}
