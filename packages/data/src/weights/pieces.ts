import type { RandomAccess } from "./random-access.js";
import type { FloatPiece } from "./weight-file.js";

/** How numbers lie in a file: in blocks, of one element where nothing else is said. */
export interface Encoding {
  readonly elements: number;
  readonly bytes: number;
  /** What a block becomes, in bytes; nothing where it lies as an array of floats does. */
  readonly decodedBytes: number;
  /** The numbers of `blocks` blocks: a view of `bytes`, or of `into`, which has room for them. */
  decode(bytes: Uint8Array<ArrayBuffer>, blocks: number, into: ArrayBuffer): FloatPiece;
}

/** What a piece takes in memory; small beside any model, large beside a call of the system. */
const pieceBytes = 1 << 18;

// Buffers that are not in use. Without them each tensor would leave two to the garbage collector, which is in no hurry.
const spare: ArrayBuffer[] = [];

function borrow(bytes: number): ArrayBuffer {
  return (bytes <= pieceBytes && spare.pop()) || new ArrayBuffer(Math.max(bytes, pieceBytes));
}

function giveBack(buffer: ArrayBuffer): void {
  if (buffer.byteLength === pieceBytes && spare.length < 4) spare.push(buffer);
}

/** Reads the rows of a tensor whose data begins at `position`. A row is a whole number of blocks. */
export async function* readPieces(
  file: RandomAccess,
  position: number,
  shape: readonly number[],
  encoding: Encoding,
): AsyncGenerator<FloatPiece, void> {
  const size = shape.reduce((product, n) => product * n, 1);
  const blocks = size / encoding.elements;
  if (blocks === 0) return;
  const rowBlocks = Math.max(1, blocks / (shape[0] ?? 1));
  const rowBytes = rowBlocks * Math.max(encoding.bytes, encoding.decodedBytes);
  const step = Math.min(blocks, rowBlocks * Math.max(1, Math.floor(pieceBytes / rowBytes)));
  const [read, decoded] = [borrow(step * encoding.bytes), borrow(step * encoding.decodedBytes)];
  try {
    for (let begin = 0; begin < blocks; begin += step) {
      const count = Math.min(blocks - begin, step);
      const bytes = new Uint8Array(read, 0, count * encoding.bytes);
      await file.read(position + begin * encoding.bytes, bytes);
      yield encoding.decode(bytes, count, decoded);
    }
  } finally {
    giveBack(read);
    giveBack(decoded);
  }
}
