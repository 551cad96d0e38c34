import { noFloats } from "../safetensors/open.js";
import type { SafetensorsEntry } from "../safetensors/types.js";
import { floatEncoding } from "../weights/float-encodings.js";
import { type Encoding, readPieces } from "../weights/pieces.js";
import { type RandomAccess, randomAccess, readRange } from "../weights/random-access.js";
import type { StoredTensor, WeightFile } from "../weights/weight-file.js";
import { type NpyHeader, readNpyHeader } from "./header.js";

/**
 * Reads an array that `numpy.save` wrote: numbers or truth values, in either byte order, row- or column-major. What comes back
 * is little-endian and row-major, as an entry of a safetensors file is, so that `toFloat32` and its kin read it.
 *
 * Throws: NpyError for a file that is damaged, or holds anything else; pickles (arrays of objects) are never read.
 */
export async function readNpy(
  bytes: Uint8Array,
  { name = "the file" }: { name?: string } = {},
): Promise<SafetensorsEntry> {
  const file = randomAccess(bytes, name);
  const header = await readNpyHeader(file);
  return { dtype: header.dtype, shape: header.shape, data: await dataOf(file, header) };
}

/** An .npy file as a file of one tensor, called by the file's name. Throws: NpyError. */
export async function openNpy(file: RandomAccess): Promise<WeightFile> {
  const name = file.name.replace(/^.*[/\\]/s, "").replace(/\.npy$/, "");
  const tensors = new Map([[name, storedArray(file, name, await readNpyHeader(file))]]);
  return { format: "npy", bytes: file.size, tensors, metadata: new Map() };
}

/** An array of a file, to be read by rows where it lies by rows. */
export function storedArray(file: RandomAccess, name: string, header: NpyHeader): StoredTensor {
  const { dtype, shape, dataBytes, dataStart, itemBytes, bigEndian, fortran } = header;
  const isPlain = !fortran || shape.filter((n) => n !== 1).length < 2;
  const pieces = () => {
    const encoding = floatEncoding(dtype);
    if (!encoding) throw noFloats(file.name, name, dtype);
    const ordered = bigEndian ? turned(encoding, itemBytes) : encoding;
    return isPlain ? readPieces(file, dataStart, shape, ordered) : wholePieces(file, header, encoding);
  };
  return { dtype, shape, bytes: dataBytes, pieces };
}

/** A column-major array cannot be had by rows: it is read whole. */
async function* wholePieces(file: RandomAccess, header: NpyHeader, encoding: Encoding) {
  const data = await dataOf(file, header);
  yield* readPieces(randomAccess(data, file.name), 0, header.shape, encoding);
}

function turned(encoding: Encoding, itemBytes: number): Encoding {
  return {
    ...encoding,
    decode(bytes, blocks, into) {
      swapBytes(bytes, itemBytes);
      return encoding.decode(bytes, blocks, into);
    },
  };
}

/** All elements, little-endian and row-major. */
async function dataOf(file: RandomAccess, header: NpyHeader): Promise<Uint8Array> {
  const { dataStart, dataBytes, itemBytes, bigEndian, fortran, shape } = header;
  const data = await readRange(file, dataStart, dataStart + dataBytes);
  if (bigEndian) swapBytes(data, itemBytes);
  return fortran ? rowMajor(data, shape, itemBytes) : data;
}

function swapBytes(data: Uint8Array, itemBytes: number): void {
  for (let i = 0; i < data.length; i += itemBytes) data.subarray(i, i + itemBytes).reverse();
}

/** Puts a column-major array into row-major order, element by element as an odometer counts. */
function rowMajor(data: Uint8Array, shape: readonly number[], itemBytes: number): Uint8Array {
  const result = new Uint8Array(data.length);
  const steps: number[] = []; // of each axis, in bytes of the source
  let step = itemBytes;
  for (const size of shape) {
    steps.push(step);
    step *= size;
  }
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < result.length; to += itemBytes) {
    for (let k = 0; k < itemBytes; k++) result[to + k] = data[from + k]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= steps[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}
