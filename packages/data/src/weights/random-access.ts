import { ValueError } from "@cairn-ml/tensor";
import { ReadAhead } from "./read-ahead.js";

/** Bytes that are read by position, so that a file need not fit into memory. */
export interface RandomAccess {
  /** What errors call the file. */
  readonly name: string;
  /** Bytes in all. */
  readonly size: number;
  /** Fills `into` with the bytes from `position` on. Throws: when there are not so many. */
  read(position: number, into: Uint8Array): Promise<void>;
}

/** Access to bytes in memory, or to a file that a page was given. */
export function randomAccess(content: Uint8Array | Blob, name: string): RandomAccess {
  const size = content instanceof Blob ? content.size : content.length;
  const blob = content instanceof Blob ? new ReadAhead(content) : undefined;
  return {
    name,
    size,
    async read(position, into) {
      const end = position + into.length;
      checkRange(name, size, position, end);
      if (content instanceof Blob) await blob!.read(position, into);
      else into.set(content.subarray(position, end));
    },
  };
}

/** Throws: ValueError unless the file has the bytes from `position` to `end`. */
export function checkRange(name: string, size: number, position: number, end: number): void {
  if (position >= 0 && end <= size) return;
  throw new ValueError("read", `${name} ends too early.`, {
    given: `${size} bytes`,
    expected: `bytes ${position} to ${end}`,
    fix: "get the file again; this one is not whole",
  });
}

/** Some bytes of a file, in memory of their own. */
export async function readRange(file: RandomAccess, begin: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(end - begin);
  await file.read(begin, bytes);
  return bytes;
}
