import { noFloats } from "../safetensors/open.js";
import { readPieces } from "../weights/pieces.js";
import { type RandomAccess, readRange } from "../weights/random-access.js";
import type { StoredTensor, WeightFile } from "../weights/weight-file.js";
import { Cursor, NeedsMore } from "./cursor.js";
import { type GgufValue, readMetadata } from "./metadata.js";
import { type GgmlType, ggmlTypes, ggufEncoding } from "./types.js";

const firstRead = 1 << 20;
const longestHeader = 1 << 26; // the largest vocabularies take a tenth of it
const longestName = 64; // of a tensor, by the format

/**
 * Reads what a GGUF file of version 2 or 3 says of itself, and where its tensors lie; their numbers are read, and unpacked, when
 * they are asked for. F64, F32, F16, BF16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0 and Q2_K to Q6_K are.
 *
 * Throws: GgufError.
 * Source: ggml, `docs/gguf.md`.
 */
export async function openGguf(file: RandomAccess): Promise<WeightFile> {
  for (let length = firstRead; ; length *= 4) {
    const bytes = await readRange(file, 0, Math.min(length, file.size, longestHeader));
    const cursor = new Cursor(file.name, bytes, file.size);
    try {
      return parse(file, cursor);
    } catch (error) {
      if (!(error instanceof NeedsMore)) throw error;
      if (bytes.length === longestHeader) {
        cursor.fail("the header is too long.", `more than ${longestHeader} bytes`, `${longestHeader} at most`);
      }
    }
  }
}

/** A tensor as the header announces it. */
interface Announced {
  readonly name: string;
  readonly type: GgmlType;
  readonly shape: readonly number[];
  readonly bytes: number;
  /** From the beginning of the data. */
  readonly offset: number;
}

function parse(file: RandomAccess, cursor: Cursor): WeightFile {
  checkVersion(cursor);
  const tensorCount = cursor.u64("the number of tensors");
  const keyCount = cursor.u64("the number of keys");
  const metadata = readMetadata(cursor, keyCount);
  const alignment = alignmentOf(cursor, metadata);
  const least = 8 + 4 + 4 + 8; // bytes that announce a tensor: name, axes, kind, offset
  if (tensorCount > cursor.left / least) {
    const most = `${Math.floor(cursor.left / least)}`;
    cursor.fail("there are more tensors than the file has room for.", `${tensorCount} tensors`, most);
  }
  const announced = new Map<string, Announced>();
  for (let i = 0; i < tensorCount; i++) {
    const tensor = readTensor(cursor, alignment);
    if (announced.has(tensor.name)) cursor.fail(`tensor ${show(tensor.name)} is there twice.`, "two tensors", "one");
    announced.set(tensor.name, tensor);
  }
  const dataStart = Math.ceil(cursor.position / alignment) * alignment;
  checkPlaces(cursor, [...announced.values()], dataStart);
  const tensors = [...announced].map(([name, tensor]): [string, StoredTensor] => {
    const { type, shape, bytes, offset } = tensor;
    const pieces = () => {
      const encoding = ggufEncoding(type);
      if (!encoding) throw noFloats(file.name, name, type.name);
      return readPieces(file, dataStart + offset, shape, encoding);
    };
    return [name, { dtype: type.name, shape, bytes, pieces }];
  });
  return { format: "gguf", bytes: file.size, tensors: new Map(tensors), metadata };
}

function checkVersion(file: Cursor): void {
  const magic = file.u32("the first bytes");
  if (magic !== 0x46554747) file.fail("the file does not begin as GGUF does.", `bytes ${hex(magic)}`, '"GGUF"');
  const version = file.u32("the version");
  if (version === 2 || version === 3) return;
  const isTurned = (version & 0xffff) === 0;
  const given = isTurned ? "a version with its bytes turned: numbers are big-endian" : `version ${version}`;
  file.fail("the file is of a version that is not read.", given, "version 3 or 2, little-endian");
}

/** What offsets are multiples of: 32 unless the file says otherwise. */
function alignmentOf(file: Cursor, metadata: ReadonlyMap<string, GgufValue>): number {
  const value = metadata.get("general.alignment") ?? 32;
  const isGood =
    typeof value === "number" &&
    value > 0 &&
    value <= 2 ** 30 &&
    Number.isInteger(value) &&
    (value & (value - 1)) === 0;
  if (isGood) return value;
  return file.fail("general.alignment is none.", String(value).slice(0, 60), "a power of two");
}

function readTensor(file: Cursor, alignment: number): Announced {
  const name = file.string("a tensor's name", longestName);
  const of = `tensor ${show(name)}`;
  const axes = file.u32(`the axes of ${of}`);
  if (axes > 4) file.fail(`${of} has too many axes.`, `${axes}`, "4 at most");
  const turned = Array.from({ length: axes }, () => file.u64(`the shape of ${of}`)); // the last axis first
  const number = file.u32(`the kind of ${of}`);
  const type = ggmlTypes[number];
  if (!type) return file.fail(`${of} is of an unknown kind.`, `kind ${number}`, "a kind of GGML's");
  const row = turned[0] ?? 1;
  if (row % type.elements !== 0) {
    file.fail(`${of} has rows that do not fill blocks.`, `${row} elements`, `a multiple of ${type.elements}`);
  }
  const size = turned.reduce((product, n) => product * n, 1); // not exact above 2^53, but then too large for any file
  const bytes = (size / type.elements) * type.bytes;
  const offset = file.u64(`the offset of ${of}`);
  if (offset % alignment !== 0) file.fail(`${of} lies askew.`, `offset ${offset}`, `a multiple of ${alignment}`);
  return { name, type, shape: turned.reverse(), bytes, offset };
}

/** Throws: GgufError unless each tensor lies in the file, and none in another. */
function checkPlaces(file: Cursor, tensors: readonly Announced[], dataStart: number): void {
  const sorted = [...tensors].sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const { name, offset, bytes } of sorted) {
    const room = file.size - dataStart;
    const given = `${bytes} bytes from ${offset} on`;
    if (offset + bytes > room)
      file.fail(`tensor ${show(name)} ends after the file.`, given, `${Math.max(0, room)} bytes`);
    if (bytes > 0 && offset < end) file.fail(`tensor ${show(name)} overlaps another.`, given, `from ${end} on`);
    end = Math.max(end, offset + bytes);
  }
}

const show = (name: string) => JSON.stringify(name);
const hex = (word: number) => word.toString(16).padStart(8, "0");
