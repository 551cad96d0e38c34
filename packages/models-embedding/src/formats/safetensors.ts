import { ByteReader } from "./byte-reader.js";
import type { ByteSource } from "./byte-source.js";
import { rowsToRead } from "./header.js";
import { bytesOfKind, type NumberKind, readNumberRows } from "./number-rows.js";
import { VectorFileError } from "./vector-file-error.js";
import { mostDimensions, type ReadVectorsOptions, type VectorStream } from "./vector-stream.js";
import { decodeWord } from "./word-bytes.js";

/*
 * Vectors in safetensors are three tensors: "vectors" (rows, dim), F32, F16 or F64; "words", U8, the bytes of all words, one after
 * the other; "word_ends" (rows), I64, where each word ends among them. So a word may hold any bytes.
 */

const kinds: Readonly<Record<string, NumberKind>> = { F32: "float32", F16: "float16", F64: "float64" };
const longestHeader = 100_000_000; // the format's own bound

/** Where a tensor's bytes lie in the file. */
interface Place {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * Reads vectors from safetensors. The numbers are streamed; the words are read first, wherever they lie.
 *
 * Throws: VectorFileError with the byte.
 *
 * Source: https://github.com/huggingface/safetensors, "Format".
 */
export async function readSafetensorsVectors(
  source: ByteSource,
  options: ReadVectorsOptions = {},
): Promise<VectorStream> {
  const { header, dataBegin } = await readHeader(source);
  const tensor = (name: string) => placeOf(source, header, name, dataBegin);
  const vectors = tensor("vectors");
  const [count = 0, dim = 0] = vectors.shape;
  const kind = Object.hasOwn(kinds, vectors.dtype) ? kinds[vectors.dtype] : undefined;
  if (!kind || vectors.shape.length !== 2 || count < 1 || dim < 1 || dim > mostDimensions) {
    throw wrong(
      source,
      'the tensor "vectors" is no matrix of floats.',
      describe(vectors),
      "F32, F16 or F64, (rows, dim)",
    );
  }
  checkLength(source, "vectors", vectors, count * dim * bytesOfKind[kind]);
  const most = rowsToRead(count, options);
  const words = await readWords(source, { words: tensor("words"), ends: tensor("word_ends"), count, most });
  return { format: "safetensors", dim, count, blocks: readNumberRows(source, vectors.begin, { kind, dim, words }) };
}

async function readHeader(source: ByteSource): Promise<{ header: object; dataBegin: number }> {
  const start = await readPart(source, 0, 8, "the length of the header");
  const length = Number(new DataView(start.buffer).getBigUint64(0, true));
  const left = (source.size ?? Number.POSITIVE_INFINITY) - 8;
  if (length > Math.min(left, longestHeader)) {
    throw wrong(source, "the header is longer than the file.", `${length} bytes`, "a safetensors file");
  }
  const bytes = await readPart(source, 8, 8 + length, "the header");
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (header !== null && typeof header === "object") return { header, dataBegin: 8 + length };
  } catch {} // the same as any other JSON
  throw wrong(source, "the header is no JSON object.", decodeWord(bytes.subarray(0, 40)), "an object of tensors");
}

function placeOf(source: ByteSource, header: object, name: string, dataBegin: number): Place {
  const entry: unknown = Object.hasOwn(header, name) ? (header as Record<string, unknown>)[name] : null;
  if (entry === null || typeof entry !== "object") {
    const given = Object.keys(header).slice(0, 8).join(", ");
    throw wrong(source, `there is no tensor "${name}".`, given, 'the tensors "vectors", "words" and "word_ends"');
  }
  const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>;
  const isSizes = (list: unknown): list is number[] =>
    Array.isArray(list) && list.every((n) => Number.isSafeInteger(n) && n >= 0);
  if (typeof dtype !== "string" || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw wrong(
      source,
      `the tensor "${name}" is not described.`,
      JSON.stringify(entry).slice(0, 80),
      "dtype, shape and data_offsets",
    );
  }
  const [begin, end] = [dataBegin + offsets[0]!, dataBegin + offsets[1]!];
  if (begin > end || end > (source.size ?? end)) {
    throw wrong(
      source,
      `the tensor "${name}" lies outside the file.`,
      `bytes ${begin} to ${end}`,
      `at most ${source.size}`,
    );
  }
  return { dtype, shape, begin, end };
}

/** The first `most` words. */
async function readWords(
  source: ByteSource,
  {
    words,
    ends,
    count,
    most,
  }: { readonly words: Place; readonly ends: Place; readonly count: number; readonly most: number },
): Promise<string[]> {
  if (ends.dtype !== "I64" || `${ends.shape}` !== `${count}` || words.dtype !== "U8") {
    throw wrong(
      source,
      'the tensors "words" and "word_ends" are not as they should be.',
      `${describe(words)}, ${describe(ends)}`,
      `U8 and I64 (${count})`,
    );
  }
  checkLength(source, "word_ends", ends, 8 * count);
  const endBytes = await readPart(source, ends.begin, ends.begin + 8 * most, "where words end");
  const places = new BigInt64Array(endBytes.buffer, 0, most);
  const last = Number(places[most - 1]!);
  if (last < 0 || last > words.end - words.begin)
    throw wrong(source, "words end outside their bytes.", `${last}`, describe(words));
  const bytes = await readPart(source, words.begin, words.begin + last, "words");
  const list: string[] = [];
  for (let i = 0, begin = 0; i < most; i++) {
    const end = Number(places[i]!);
    if (end < begin || end > last)
      throw wrong(source, "words end before they begin.", `row ${i}: ${begin} to ${end}`, "rising ends");
    list.push(decodeWord(bytes.subarray(begin, end)));
    begin = end;
  }
  return list;
}

/** Bytes [from, to) of the file, in memory of their own. */
async function readPart(source: ByteSource, from: number, to: number, what: string): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new ByteReader(source, from);
  try {
    if (await reader.fill(to - from)) return new Uint8Array(reader.take(to - from));
  } finally {
    await reader.close();
  }
  throw VectorFileError.at(source.name, { byte: from }, "the file ends too early.", {
    given: `${reader.available} bytes`,
    expected: `${to - from} bytes: ${what}`,
    fix: "get the file again",
  });
}

function checkLength(source: ByteSource, name: string, place: Place, bytes: number): void {
  if (place.end - place.begin === bytes) return;
  throw wrong(
    source,
    `the tensor "${name}" has another length than its shape needs.`,
    `${place.end - place.begin} bytes`,
    `${bytes} bytes`,
  );
}

function describe({ dtype, shape }: Place): string {
  return `${dtype} (${shape.join(", ")})`;
}

function wrong(source: ByteSource, problem: string, given: string, expected: string): VectorFileError {
  const fix = "save the vectors again, or give a file of another format";
  return VectorFileError.at(source.name, { byte: 0 }, problem, { given, expected, fix });
}
