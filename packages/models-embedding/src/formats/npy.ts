import { ByteReader } from "./byte-reader.js";
import type { ByteSource } from "./byte-source.js";
import { rowsToRead } from "./header.js";
import { type NumberKind, readNumberRows } from "./number-rows.js";
import { TextLines } from "./text-lines.js";
import { VectorFileError } from "./vector-file-error.js";
import { mostDimensions, type ReadVectorsOptions, type VectorStream } from "./vector-stream.js";
import { decodeWord } from "./word-bytes.js";

const kinds: Readonly<Record<string, NumberKind>> = { "<f4": "float32", "<f2": "float16", "<f8": "float64" };

/**
 * Reads a matrix of NumPy, (rows, dim) of little-endian float16, float32 or float64 in C order, and its words from a text file
 * with one a line. A float64 becomes the nearest float32.
 *
 * Throws: VectorFileError with the byte, or with the line of the words.
 *
 * Source: NumPy enhancement proposal 1, "A simple file format for NumPy arrays".
 */
export async function readNpyVectors(
  source: ByteSource,
  words: ByteSource,
  options: ReadVectorsOptions = {},
): Promise<VectorStream> {
  const { kind, count, dim, begin } = await readNpyHead(source);
  const most = rowsToRead(count, options);
  const list = await readWordList(words, count, most);
  const blocks = readNumberRows(source, begin, { kind, dim, words: list });
  return { format: "npy", dim, count, blocks };
}

interface NpyHead {
  readonly kind: NumberKind;
  readonly count: number;
  readonly dim: number;
  /** Where the numbers begin. */
  readonly begin: number;
}

async function readNpyHead(source: ByteSource): Promise<NpyHead> {
  const reader = new ByteReader(source);
  try {
    const fail = (problem: string, given: string, expected: string) => wrongNpy(source.name, problem, given, expected);
    await reader.fill(12);
    const start = reader.bytes.subarray(reader.at);
    if (start.length < 10 || String.fromCharCode(...start.subarray(0, 6)) !== "\x93NUMPY") {
      throw fail("this is no .npy file.", "other first bytes", "\\x93NUMPY");
    }
    const version = start[6]!;
    if (version < 1 || version > 3 || start[7] !== 0)
      throw fail("the version is unknown.", `${version}.${start[7]}`, "1.0, 2.0 or 3.0");
    const view = new DataView(start.buffer, start.byteOffset);
    const lengthBytes = version === 1 ? 2 : 4;
    if (start.length < 8 + lengthBytes) throw fail("the header is cut short.", `${start.length} bytes`, "a header");
    const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
    if (length > 1 << 16 || !(await reader.fill(8 + lengthBytes + length))) {
      throw fail("the header does not end.", `a header of ${length} bytes`, "a short one");
    }
    reader.take(8 + lengthBytes);
    const { kind, shape } = parseHead(source.name, String.fromCharCode(...reader.take(length)));
    const [count, dim] = shape;
    const begin = reader.offset;
    const bytes = count * dim * bytesOf[kind];
    if (source.size !== undefined && begin + bytes !== source.size) {
      throw fail("the file has another length than its shape needs.", `${source.size} bytes`, `${begin + bytes} bytes`);
    }
    return { kind, count, dim, begin };
  } finally {
    await reader.close();
  }
}

const bytesOf: Readonly<Record<NumberKind, number>> = { float16: 2, float32: 4, float64: 8 };

/** Reads {'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }, its keys in any order. */
function parseHead(name: string, text: string): { kind: NumberKind; shape: readonly [number, number] } {
  const shown = text.trim().slice(0, 100);
  const keys = [...text.matchAll(/'(\w+)':/g)].map(([, key]) => key).sort();
  const descr = /'descr': '([^']*)'/.exec(text)?.[1];
  const isFortran = /'fortran_order': (True|False)/.exec(text)?.[1];
  const shape = /'shape': \((\d{1,12}), (\d{1,12}),?\)/.exec(text);
  if (`${keys}` !== "descr,fortran_order,shape" || descr === undefined || isFortran === undefined) {
    throw wrongNpy(name, "the header is not that of a plain array.", shown, "descr, fortran_order and shape");
  }
  const kind = Object.hasOwn(kinds, descr) ? kinds[descr]! : null;
  if (!kind) throw wrongNpy(name, "the numbers have a type that is not read.", descr, Object.keys(kinds).join(", "));
  if (isFortran === "True")
    throw wrongNpy(name, "the matrix lies column by column.", "Fortran order", "C order: np.ascontiguousarray");
  if (!shape) throw wrongNpy(name, "the array is no matrix.", shown, "a shape of two sizes");
  const [count, dim] = [Number(shape[1]), Number(shape[2])];
  if (count < 1 || dim < 1 || dim > mostDimensions)
    throw wrongNpy(name, "the matrix is empty or too wide.", `(${count}, ${dim})`, "rows");
  return { kind, shape: [count, dim] };
}

/** The first `most` of the `count` words of a list, one a line. */
async function readWordList(source: ByteSource, count: number, most: number): Promise<string[]> {
  const reader = new ByteReader(source);
  const lines = new TextLines(reader);
  const words: string[] = [];
  try {
    for (let line = await lines.next(); line; line = lines.ready() ?? (await lines.next())) {
      if (words.length === count) throw wrongList(source.name, lines.number, "more", count);
      words.push(decodeWord(line));
      if (words.length === most && most < count) return words;
    }
  } finally {
    await reader.close();
  }
  if (words.length < count) throw wrongList(source.name, lines.number, `${words.length}`, count);
  return words;
}

function wrongList(name: string, line: number, found: string, count: number): VectorFileError {
  return VectorFileError.at(name, { line }, "the list has another number of words than the matrix has rows.", {
    given: `${found} words`,
    expected: `${count}`,
    fix: "give the list that belongs to the matrix, one word a line",
  });
}

function wrongNpy(name: string, problem: string, given: string, expected: string): VectorFileError {
  const fix = "save the vectors as a float32 matrix with numpy.save";
  return VectorFileError.at(name, { byte: 0 }, problem, { given, expected, fix });
}
