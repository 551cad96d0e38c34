import { byteLength } from "./dtypes.js";
import { failure, layOutSafetensors } from "./layout.js";
import type { SafetensorsEntry } from "./types.js";

export interface NamedSafetensorsEntry extends SafetensorsEntry {
  readonly name: string;
}

/** Tensors by name, or a list of tensors that carry their names. */
export type SafetensorsInput = ReadonlyMap<string, SafetensorsEntry> | Iterable<NamedSafetensorsEntry>;

/**
 * The bytes of a safetensors file. The same tensors and metadata give the same bytes, in whatever order they come: the
 * header lists keys sorted by their UTF-16 code units. The data begins at a multiple of 8, and lies by falling element
 * size and then by name, so that every element is aligned.
 *
 * Throws: SafetensorsError when a name comes twice, is `__metadata__` or is no valid Unicode, or a tensor's data has
 * another length than its shape and dtype need.
 *
 * Source: https://github.com/huggingface/safetensors, "Format".
 */
export function writeSafetensors(
  tensors: SafetensorsInput,
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array<ArrayBuffer> {
  const { head, tensors: laid } = layOutSafetensors(named(tensors), metadata);
  for (const entry of laid) checkLength(entry);
  const file = new Uint8Array(laid.reduce((length, { data }) => length + data.length, head.length));
  file.set(head);
  let at = head.length;
  for (const { data } of laid) {
    file.set(data, at);
    at += data.length;
  }
  return file;
}

function named(tensors: SafetensorsInput): NamedSafetensorsEntry[] {
  if (!(tensors instanceof Map)) return [...(tensors as Iterable<NamedSafetensorsEntry>)];
  return [...(tensors as Map<string, SafetensorsEntry>)].map(([name, entry]) => ({ ...entry, name }));
}

function checkLength({ name, dtype, shape, data }: NamedSafetensorsEntry): void {
  const needed = byteLength(dtype, shape);
  if (needed === BigInt(data.length)) return;
  const fix = "pass the tensor's bytes, new Uint8Array(array.buffer, array.byteOffset, array.byteLength)";
  const given = `${dtype} [${shape}] and ${data.length} bytes`;
  throw failure(`tensor ${JSON.stringify(name)} has data of a wrong size.`, given, `${needed} bytes`, fix);
}
