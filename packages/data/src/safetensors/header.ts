import { BITS_PER_ELEMENT, byteLength, isSafetensorsDType, type SafetensorsDType } from "./dtypes.js";
import { SafetensorsError } from "./error.js";
import { type Json, parseJson } from "./json.js";

/** Bytes before the header: its length, a little-endian 64-bit integer. */
export const PREFIX = 8;

/** The format's own bound on the header, so that a broken length cannot ask for all memory. */
const MAX_HEADER = 100_000_000;

const REDO = "download or write the file again; this one is not whole or not a safetensors file";

/** A tensor as the header announces it; its bytes lie from `begin` to `end` after the header. */
export interface Announced {
  readonly tensor: string;
  readonly dtype: SafetensorsDType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface Header {
  readonly metadata: Map<string, string>;
  /** In the order of their data. */
  readonly tensors: readonly Announced[];
}

/** The length of the header of a file of `size` bytes, by its first eight, or fewer where it has fewer. Throws: SafetensorsError. */
export function headerLength(name: string, prefix: Uint8Array, size: number): number {
  return new Reader(name).headerLength(prefix, size);
}

/**
 * Reads a header and checks it against the number of bytes that follow it.
 *
 * Throws: SafetensorsError naming the file and, where there is one, the tensor.
 */
export function parseHeader(name: string, bytes: Uint8Array, dataLength: number): Header {
  const file = new Reader(name);
  const header = file.header(bytes);
  const metadata = file.metadata(header.get("__metadata__"));
  header.delete("__metadata__");
  const tensors = [...header].map(([tensor, fields]) => file.announced(tensor, fields));
  tensors.sort((a, b) => a.begin - b.begin || a.end - b.end);
  file.checkCover(tensors, dataLength);
  return { metadata, tensors };
}

/** The checks of one file; it holds only the name that errors give. */
class Reader {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  headerLength(bytes: Uint8Array, size: number): number {
    if (size < PREFIX) {
      this.#fail("the file is too short.", `${size} bytes`, `at least ${PREFIX}, the length of the header`);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = view.getBigUint64(0, true);
    if (length > MAX_HEADER) {
      this.#fail("the header is too long.", `a header of ${length} bytes`, `at most ${MAX_HEADER} bytes`);
    }
    if (PREFIX + Number(length) > size) {
      const given = `a header of ${length} bytes in a file of ${size}`;
      this.#fail("the header does not fit into the file.", given, `at most ${size - PREFIX} bytes of header`);
    }
    return Number(length);
  }

  header(bytes: Uint8Array): Map<string, Json> {
    let text = "";
    try {
      // Copied, for a TextDecoder takes no shared memory. A byte order mark stays, and is then no JSON.
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
    } catch {
      this.#fail("the header is not text.", "bytes that are not UTF-8", "a header in UTF-8");
    }
    let header: Json = null;
    try {
      header = parseJson(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.#fail("the header is not valid JSON.", error.message, "a JSON object that names each tensor once");
    }
    if (header instanceof Map) return header;
    return this.#fail("the header is not an object.", show(header), "a JSON object of tensors");
  }

  metadata(value: Json | undefined): Map<string, string> {
    const metadata = new Map<string, string>();
    if (value === undefined) return metadata;
    if (!(value instanceof Map)) {
      return this.#fail("__metadata__ is not an object.", show(value), "an object of strings");
    }
    for (const [key, text] of value) {
      if (typeof text !== "string") {
        this.#fail(`__metadata__ has a value that is no string.`, `${JSON.stringify(key)}: ${show(text)}`, "a string");
      }
      metadata.set(key, text as string);
    }
    return metadata;
  }

  announced(tensor: string, value: Json): Announced {
    const of = `tensor ${JSON.stringify(tensor)}`;
    if (!(value instanceof Map)) {
      return this.#fail(`${of} is not an object.`, show(value), "an object with dtype, shape and data_offsets");
    }
    const dtype = value.get("dtype");
    if (!isSafetensorsDType(dtype)) {
      return this.#fail(`${of} has no known dtype.`, show(dtype), `one of ${Object.keys(BITS_PER_ELEMENT).join(", ")}`);
    }
    const shape = this.#integers(`${of}: shape`, value.get("shape"));
    const offsets = this.#integers(`${of}: data_offsets`, value.get("data_offsets"));
    const [begin, end] = offsets;
    if (offsets.length !== 2 || begin! > end!) {
      this.#fail(`${of} has wrong data_offsets.`, show(value.get("data_offsets")), "[begin, end] with begin <= end");
    }
    const needed = byteLength(dtype, shape);
    if (typeof needed === "string") {
      this.#fail(
        `${of} has an impossible shape.`,
        `${dtype} ${show(value.get("shape"))}: ${needed}`,
        "a smaller shape",
      );
    }
    if (needed !== BigInt(end! - begin!)) {
      const given = `${dtype} [${shape}] and ${end! - begin!} bytes, from ${begin} to ${end}`;
      this.#fail(`${of} has a shape that disagrees with its bytes.`, given, `${needed} bytes`);
    }
    return { tensor, dtype, shape, begin: begin!, end: end! };
  }

  /** Throws unless the tensors, in the order of their data, cover all `length` bytes exactly once. */
  checkCover(announced: readonly Announced[], length: number): void {
    let covered = 0;
    for (const { tensor, begin, end } of announced) {
      if (begin !== covered) {
        const problem = begin < covered ? "overlaps the tensor before it" : "leaves a hole before it";
        this.#fail(
          `tensor ${JSON.stringify(tensor)} ${problem}.`,
          `data from ${begin} to ${end}`,
          `from ${covered} on`,
        );
      }
      if (end > length) {
        const given = `data from ${begin} to ${end}, of ${length} bytes`;
        this.#fail(`tensor ${JSON.stringify(tensor)} ends after the file.`, given, `an end of ${length} at most`);
      }
      covered = end;
    }
    if (covered !== length) {
      this.#fail("the file goes on after its last tensor.", `${length} bytes of data`, `${covered} bytes`);
    }
  }

  /** An array of the integers that the format allows and JavaScript can hold exactly. */
  #integers(of: string, value: Json | undefined): number[] {
    const isSize = (item: Json) => typeof item === "bigint" && item <= Number.MAX_SAFE_INTEGER;
    if (Array.isArray(value) && value.every(isSize)) return value.map(Number);
    return this.#fail(`${of} is not a list of sizes.`, show(value), "whole numbers from 0 to 2^53 - 1");
  }

  #fail(problem: string, given: string, expected: string): never {
    throw new SafetensorsError("readSafetensors", `${this.#name}: ${problem}`, { given, expected, fix: REDO });
  }
}

/** A JSON value as errors show it, cut where it is long. */
function show(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value instanceof Map) return value.size === 0 ? "{}" : "an object";
  if (Array.isArray(value)) {
    const shown = value.slice(0, 8).map((item) => (Array.isArray(item) ? "[…]" : show(item)));
    return `[${shown.join(", ")}${value.length > 8 ? ", …" : ""}]`;
  }
  return typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : `${value}`;
}
