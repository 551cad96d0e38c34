import { type RandomAccess, randomAccess } from "./random-access.js";
import type { FloatPiece } from "./weight-file.js";

/** All numbers of a tensor that comes in pieces. */
export async function numbers(pieces: AsyncIterable<FloatPiece>): Promise<number[]> {
  const all: number[][] = [];
  for await (const piece of pieces) all.push([...piece]);
  return all.flat();
}

/** Access to bytes that counts what is read. */
export function counted(bytes: Uint8Array, name: string): RandomAccess & { bytesRead: number } {
  const access = randomAccess(bytes, name);
  return {
    ...access,
    bytesRead: 0,
    async read(position, into) {
      this.bytesRead += into.length;
      await access.read(position, into);
    },
  };
}
