import { type RandomAccess, readRange } from "../weights/random-access.js";
import { zipFailure } from "./error.js";

/** A file in an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes when unpacked. */
  readonly size: number;
  /** Where its own header begins. */
  readonly offset: number;
}

const endBytes = 22; // of the record that ends an archive
const longestComment = 65_535;
const longestDirectory = 1 << 26;
const [unknown16, unknown32] = [0xffff, 0xffffffff]; // the true number is in the 64-bit record

/**
 * The files that an archive's directory lists.
 *
 * Throws: ZipError; also for a name that comes twice or would leave a folder, and for what is encrypted or packed otherwise.
 * Source: PKWARE, APPNOTE.TXT 6.3.10, section 4.3.
 */
export async function readDirectory(file: RandomAccess): Promise<ZipEntry[]> {
  const { begin, end, count } = await findDirectory(file);
  const view = new DataView((await readRange(file, begin, end)).buffer);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  for (let at = 0; at < view.byteLength; ) {
    const { entry, length } = readEntry(file.name, view, at);
    if (names.has(entry.name)) {
      throw zipFailure(file.name, `${JSON.stringify(entry.name)} is there twice.`, "two files of one name", "one");
    }
    names.add(entry.name);
    entries.push(entry);
    at += length;
  }
  if (count !== unknown16 && count !== entries.length) {
    throw zipFailure(file.name, "its directory is not whole.", `${entries.length} files`, `${count}`);
  }
  return entries;
}

async function findDirectory(file: RandomAccess): Promise<{ begin: number; end: number; count: number }> {
  const { name, size } = file;
  const tail = await readRange(file, Math.max(0, size - endBytes - longestComment), size);
  const view = new DataView(tail.buffer);
  let at = tail.length - 4;
  while (at >= 0 && view.getUint32(at, true) !== 0x06054b50) at--;
  // A second end inside of the comment would be another archive to other readers, so the last one counts and must fit.
  if (at < 0 || at + endBytes > tail.length || at + endBytes + view.getUint16(at + 20, true) !== tail.length) {
    throw zipFailure(name, "it does not end as zip archives do.", `${size} bytes`, "a directory at the end");
  }
  const place = size - tail.length + at;
  const count = view.getUint16(at + 10, true);
  const [length, begin] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
  const is64 = at >= 20 && view.getUint32(at - 20, true) === 0x07064b50;
  const found = is64
    ? await findDirectory64(file, Number(view.getBigUint64(at - 12, true)), place - 20)
    : { begin, end: begin + length, count, after: place };
  if (found.begin > found.end || found.end !== found.after || found.end - found.begin > longestDirectory) {
    const given = `bytes ${found.begin} to ${found.end}`;
    throw zipFailure(name, "its directory is not where it should be.", given, `an end at ${found.after}`);
  }
  return found;
}

/** The record for archives above 4 GiB. */
async function findDirectory64(file: RandomAccess, place: number, before: number) {
  if (place + 56 > before) {
    throw zipFailure(
      file.name,
      "its 64-bit record is not where it should be.",
      `byte ${place}`,
      `${before - 56} at most`,
    );
  }
  const view = new DataView((await readRange(file, place, place + 56)).buffer);
  if (view.getUint32(0, true) !== 0x06064b50) {
    throw zipFailure(file.name, "its 64-bit record is not there.", `nothing at byte ${place}`, "a record");
  }
  const number = (at: number) => Number(view.getBigUint64(at, true));
  const begin = number(48);
  return { begin, end: begin + number(40), count: number(32), after: place };
}

function readEntry(archive: string, view: DataView, at: number): { entry: ZipEntry; length: number } {
  const cut = () =>
    zipFailure(archive, "its directory is not whole.", `${view.byteLength - at} bytes for a file`, "more");
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw cut();
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((i) => view.getUint16(at + i, true)) as [number, number, number]; // biome-ignore format: a line
  const length = 46 + nameBytes + extraBytes + commentBytes;
  if (at + length > view.byteLength) throw cut();
  const name = decodeName(archive, new Uint8Array(view.buffer, at + 46, nameBytes), (flags & 0x800) !== 0);
  checkName(archive, name);
  if (flags & 1) throw zipFailure(archive, `${JSON.stringify(name)} is encrypted.`, "encryption", "none");
  if (method !== 0 && method !== 8) {
    const known: Readonly<Record<number, string>> = { 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ" };
    const given = known[method] ?? `method ${method}`;
    throw zipFailure(
      archive,
      `${JSON.stringify(name)} is packed in a way that is not read.`,
      given,
      "stored or deflated",
    );
  }
  const extra = wideNumbers(view, at + 46 + nameBytes, extraBytes);
  const number = (i: number) => {
    const value = view.getUint32(at + i, true);
    return value === unknown32 ? (extra.shift() ?? value) : value;
  };
  const size = number(24); // in this order the 64-bit ones follow each other
  const packed = number(20);
  const offset = number(42);
  return {
    entry: { name, isDeflated: method === 8, crc: view.getUint32(at + 16, true), packed, size, offset },
    length,
  };
}

/** The numbers of 64 bits that an entry's extra field holds. */
function wideNumbers(view: DataView, begin: number, length: number): number[] {
  const end = begin + length;
  for (let at = begin; at + 4 <= end; ) {
    const [id, bytes] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (id === 1 && at + 4 + bytes <= end) {
      return Array.from({ length: bytes >> 3 }, (_, i) => Number(view.getBigUint64(at + 4 + 8 * i, true)));
    }
    at += 4 + bytes;
  }
  return [];
}

function decodeName(archive: string, bytes: Uint8Array, isUtf8: boolean): string {
  if (!isUtf8) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw zipFailure(archive, "it has a name that is not text.", "bytes that are not UTF-8", "UTF-8");
  }
}

/** Nothing is unpacked to the disk here, but what is read may be written again, and a name that leaves its folder is an attack. */
function checkName(archive: string, name: string): void {
  if (name !== "" && !/^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)|\0/i.test(name)) return;
  throw zipFailure(
    archive,
    "it has a name that leaves its folder.",
    JSON.stringify(name.slice(0, 200)),
    "a plain name",
  );
}
