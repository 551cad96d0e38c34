import { BITS_PER_ELEMENT, byteLength, isSafetensorsDType } from "./dtypes.js";
import { SafetensorsError } from "./error.js";
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
  const sorted = named(tensors).sort((a, b) => compare(a.name, b.name));
  sorted.forEach((entry, i) => {
    check(entry, sorted[i - 1]?.name);
  });
  const laid = [...sorted].sort((a, b) => BITS_PER_ELEMENT[b.dtype] - BITS_PER_ELEMENT[a.dtype]); // sort is stable
  const begins = new Map<string, number>();
  let length = 0;
  for (const { name, data } of laid) {
    begins.set(name, length);
    length += data.length;
  }
  const header = encodeHeader(sorted, begins, metadata);
  const file = new Uint8Array(8 + header.length + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  for (const { name, data } of laid) file.set(data, 8 + header.length + begins.get(name)!);
  return file;
}

function encodeHeader(
  sorted: readonly NamedSafetensorsEntry[],
  begins: ReadonlyMap<string, number>,
  metadata: ReadonlyMap<string, string>,
): Uint8Array {
  const pairs: string[] = [];
  if (metadata.size > 0) {
    for (const text of [...metadata.keys(), ...metadata.values()]) checkUnicode(text, "a metadata text");
    const texts = [...metadata].sort((a, b) => compare(a[0], b[0]));
    pairs.push(`"__metadata__":{${texts.map(([key, text]) => `${JSON.stringify(key)}:${JSON.stringify(text)}`)}}`);
  }
  for (const { name, dtype, shape, data } of sorted) {
    const begin = begins.get(name)!;
    const offsets = `[${begin},${begin + data.length}]`;
    pairs.push(`${JSON.stringify(name)}:{"dtype":"${dtype}","shape":[${shape}],"data_offsets":${offsets}}`);
  }
  const header = new TextEncoder().encode(`{${pairs}}`);
  const padded = new Uint8Array(Math.ceil(header.length / 8) * 8).fill(0x20);
  padded.set(header);
  return padded;
}

function named(tensors: SafetensorsInput): NamedSafetensorsEntry[] {
  if (!(tensors instanceof Map)) return [...(tensors as Iterable<NamedSafetensorsEntry>)];
  return [...(tensors as Map<string, SafetensorsEntry>)].map(([name, entry]) => ({ ...entry, name }));
}

function check({ name, dtype, shape, data }: NamedSafetensorsEntry, previous: string | undefined): void {
  const of = `tensor ${JSON.stringify(name)}`;
  checkUnicode(name, of);
  if (name === previous) {
    throw failure(`${of} is there twice.`, "two tensors of one name", "a name of its own for each", "rename one");
  }
  if (name === "__metadata__") {
    throw failure(`${of} has a reserved name.`, name, "another name", "pass texts as the second argument, metadata");
  }
  if (!isSafetensorsDType(dtype)) {
    throw failure(
      `${of} has no known dtype.`,
      `${dtype}`,
      Object.keys(BITS_PER_ELEMENT).join(", "),
      "convert it first",
    );
  }
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw failure(`${of} has a wrong shape.`, `[${shape}]`, "sizes that are whole and not negative", "mend the shape");
  }
  const needed = byteLength(dtype, shape);
  if (needed !== BigInt(data.length)) {
    const expected = typeof needed === "string" ? `a smaller shape: ${needed}` : `${needed} bytes`;
    const fix = "pass the tensor's bytes, new Uint8Array(array.buffer, array.byteOffset, array.byteLength)";
    throw failure(`${of} has data of a wrong size.`, `${dtype} [${shape}] and ${data.length} bytes`, expected, fix);
  }
}

function checkUnicode(text: string, of: string): void {
  if (!/\p{Surrogate}/u.test(text)) return;
  throw failure(`${of} is no valid Unicode.`, JSON.stringify(text), "no half surrogate pairs", "change the text");
}

function failure(problem: string, given: string, expected: string, fix: string): SafetensorsError {
  return new SafetensorsError("writeSafetensors", problem, { given, expected, fix });
}

/** Order by UTF-16 code units: the same on every machine, as a locale's order would not be. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
