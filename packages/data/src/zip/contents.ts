import { Inflate } from "fflate";
import { type RandomAccess, readRange } from "../weights/random-access.js";
import { crc32 } from "./crc32.js";
import type { ZipEntry } from "./directory.js";
import { zipFailure } from "./error.js";

const packedPiece = 1 << 14; // becomes 16 MiB at most
const alwaysAllowed = 1 << 26;
const largestRatio = 100; // weights of a network are packed to no less than half

/** An entry that was found to be where the directory says. */
export interface PlacedEntry {
  readonly entry: ZipEntry;
  readonly dataStart: number;
}

/**
 * Finds the data of all entries. Throws: ZipError where two of them overlap, one does not agree with the directory, or is a
 * bomb: a few bytes that would unpack to very many.
 */
export async function placeEntries(file: RandomAccess, entries: readonly ZipEntry[]): Promise<PlacedEntry[]> {
  const placed: PlacedEntry[] = [];
  for (const entry of entries) {
    const { name, size, packed, isDeflated } = entry;
    const of = JSON.stringify(name);
    if (size > alwaysAllowed && size > largestRatio * packed) {
      const expected = `${alwaysAllowed} bytes at most, or ${largestRatio} times as many as packed`;
      throw zipFailure(file.name, `${of} would unpack to too much.`, `${packed} bytes that become ${size}`, expected);
    }
    if (!isDeflated && size !== packed) {
      throw zipFailure(file.name, `${of} is not of one size.`, `${packed} bytes stored as ${size}`, "the same");
    }
    placed.push({ entry, dataStart: await dataStartOf(file, entry) });
  }
  const sorted = [...placed].sort((a, b) => a.entry.offset - b.entry.offset);
  sorted.forEach(({ entry, dataStart }, i) => {
    const next = sorted[i + 1]?.entry.offset ?? file.size;
    if (dataStart + entry.packed <= next) return;
    const given = `bytes ${entry.offset} to ${dataStart + entry.packed}`;
    throw zipFailure(file.name, `${JSON.stringify(entry.name)} overlaps what follows.`, given, `an end at ${next}`);
  });
  return placed;
}

/** The entry's own header repeats its name. */
async function dataStartOf(file: RandomAccess, { name, offset }: ZipEntry): Promise<number> {
  const fail = (problem: string, given: string, expected: string) =>
    zipFailure(file.name, `${JSON.stringify(name)} ${problem}`, given, expected);
  if (offset + 30 > file.size) throw fail("begins after the file.", `byte ${offset}`, `${file.size - 30} at most`);
  const view = new DataView((await readRange(file, offset, offset + 30)).buffer);
  if (view.getUint32(0, true) !== 0x04034b50) throw fail("is not there.", `nothing at byte ${offset}`, "a header");
  const dataStart = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (dataStart > file.size) throw fail("ends after the file.", `data from byte ${dataStart}`, `${file.size} bytes`);
  return dataStart;
}

/**
 * What an entry holds, to be read from the beginning to the end; a step back begins again. With the last byte the checksum is
 * compared. Throws: ZipError for data that is not what the directory says.
 */
export function contentsOf(file: RandomAccess, placed: PlacedEntry): RandomAccess {
  const { entry } = placed;
  const { size, crc: expected } = entry;
  const name = `${file.name}: ${entry.name}`;
  let source = sourceOf(file, placed);
  let [at, crc] = [0, 0];
  const next = async (into: Uint8Array) => {
    await source(into);
    at += into.length;
    crc = crc32(into, crc);
    if (at === size && crc !== expected) throw zipFailure(name, "it is damaged.", `CRC-32 ${crc}`, `${expected}`);
  };
  return {
    name,
    size,
    async read(position, into) {
      if (position + into.length > size) throw zipFailure(name, "it ends too early.", `${size} bytes`, "more");
      if (position < at) {
        source = sourceOf(file, placed);
        [at, crc] = [0, 0];
      }
      while (at < position) await next(new Uint8Array(Math.min(1 << 16, position - at)));
      await next(into);
    },
  };
}

/** Fills one array after the other with what comes next. */
type Source = (into: Uint8Array) => Promise<void>;

function sourceOf(file: RandomAccess, { entry, dataStart }: PlacedEntry): Source {
  if (entry.isDeflated) return inflated(file, entry, dataStart);
  let at = dataStart;
  return async (into) => {
    await file.read(at, into);
    at += into.length;
  };
}

function inflated(file: RandomAccess, { name, packed }: ZipEntry, dataStart: number): Source {
  const ready: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => ready.push(chunk));
  let at = 0;
  const damaged = (given: string) =>
    zipFailure(
      file.name,
      `${JSON.stringify(name)} is damaged.`,
      given,
      "deflated data of the size that the directory says",
    );
  const more = async () => {
    if (at >= packed) throw damaged("data that ends too early");
    const piece = await readRange(file, dataStart + at, dataStart + Math.min(packed, at + packedPiece));
    at += piece.length;
    try {
      inflate.push(piece, at === packed);
    } catch (error) {
      throw damaged(`data that cannot be unpacked: ${error instanceof Error ? error.message : error}`);
    }
  };
  return async (into) => {
    for (let filled = 0; filled < into.length; ) {
      while (ready.length === 0 || ready[0]!.length === 0) {
        if (ready.length > 0) ready.shift();
        else await more();
      }
      const chunk = ready[0]!.subarray(0, into.length - filled);
      into.set(chunk, filled);
      filled += chunk.length;
      ready[0] = ready[0]!.subarray(chunk.length);
    }
  };
}
