import { BITS_PER_ELEMENT, byteLength, isSafetensorsDType, type SafetensorsDType } from "./dtypes.js";
import { SafetensorsError } from "./error.js";

/** A tensor that a file shall hold. */
export interface SafetensorsSpec {
  readonly name: string;
  readonly dtype: SafetensorsDType;
  readonly shape: readonly number[];
}

/** How a file begins, and the order in which the tensors' bytes follow, without a gap. */
export interface SafetensorsLayout<Spec extends SafetensorsSpec = SafetensorsSpec> {
  /** The length of the header and the header. */
  readonly head: Uint8Array<ArrayBuffer>;
  readonly tensors: readonly Spec[];
}

/**
 * The layout of a safetensors file, so that it can be written tensor by tensor: see `writeSafetensors`.
 *
 * Throws: SafetensorsError when a name comes twice, is `__metadata__` or is no valid Unicode, or a shape is none.
 */
export function layOutSafetensors<Spec extends SafetensorsSpec>(
  tensors: Iterable<Spec>,
  metadata: ReadonlyMap<string, string> = new Map(),
): SafetensorsLayout<Spec> {
  const sorted = [...tensors].sort((a, b) => compare(a.name, b.name));
  const bytes = new Map(sorted.map((spec, i) => [spec.name, check(spec, sorted[i - 1]?.name)]));
  const laid = [...sorted].sort((a, b) => BITS_PER_ELEMENT[b.dtype] - BITS_PER_ELEMENT[a.dtype]); // sort is stable
  const ranges = new Map<string, readonly [number, number]>();
  let length = 0;
  for (const { name } of laid) {
    ranges.set(name, [length, length + bytes.get(name)!]);
    length += bytes.get(name)!;
  }
  const header = encodeHeader(sorted, ranges, metadata);
  const head = new Uint8Array(8 + header.length);
  new DataView(head.buffer).setBigUint64(0, BigInt(header.length), true);
  head.set(header, 8);
  return { head, tensors: laid };
}

function encodeHeader(
  sorted: readonly SafetensorsSpec[],
  ranges: ReadonlyMap<string, readonly [number, number]>,
  metadata: ReadonlyMap<string, string>,
): Uint8Array {
  const pairs: string[] = [];
  if (metadata.size > 0) {
    for (const text of [...metadata.keys(), ...metadata.values()]) checkUnicode(text, "a metadata text");
    const texts = [...metadata].sort((a, b) => compare(a[0], b[0]));
    pairs.push(`"__metadata__":{${texts.map(([key, text]) => `${JSON.stringify(key)}:${JSON.stringify(text)}`)}}`);
  }
  for (const { name, dtype, shape } of sorted) {
    const offsets = `[${ranges.get(name)}]`;
    pairs.push(`${JSON.stringify(name)}:{"dtype":"${dtype}","shape":[${shape}],"data_offsets":${offsets}}`);
  }
  const header = new TextEncoder().encode(`{${pairs}}`);
  const padded = new Uint8Array(Math.ceil(header.length / 8) * 8).fill(0x20);
  padded.set(header);
  return padded;
}

/** The bytes that a tensor takes. */
function check({ name, dtype, shape }: SafetensorsSpec, previous: string | undefined): number {
  const of = `tensor ${JSON.stringify(name)}`;
  checkUnicode(name, of);
  if (name === previous) {
    throw failure(`${of} is there twice.`, "two tensors of one name", "a name of its own for each", "rename one");
  }
  if (name === "__metadata__") {
    throw failure(`${of} has a reserved name.`, name, "another name", "pass texts as the second argument, metadata");
  }
  if (!isSafetensorsDType(dtype)) {
    const expected = Object.keys(BITS_PER_ELEMENT).join(", ");
    throw failure(`${of} has no known dtype.`, `${dtype}`, expected, "convert it first");
  }
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw failure(`${of} has a wrong shape.`, `[${shape}]`, "sizes that are whole and not negative", "mend the shape");
  }
  const bytes = byteLength(dtype, shape);
  if (typeof bytes === "bigint") return Number(bytes);
  throw failure(`${of} has an impossible shape.`, `${dtype} [${shape}]: ${bytes}`, "a smaller shape", "mend the shape");
}

function checkUnicode(text: string, of: string): void {
  if (!/\p{Surrogate}/u.test(text)) return;
  throw failure(`${of} is no valid Unicode.`, JSON.stringify(text), "no half surrogate pairs", "change the text");
}

export function failure(problem: string, given: string, expected: string, fix: string): SafetensorsError {
  return new SafetensorsError("writeSafetensors", problem, { given, expected, fix });
}

/** Order by UTF-16 code units: the same on every machine, as a locale's order would not be. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
