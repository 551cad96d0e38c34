import { ByteReader } from "./byte-reader.js";
import type { ByteSource } from "./byte-source.js";
import { fastTextMagic } from "./fasttext-head.js";
import { numbersAtEnd } from "./glove-text.js";
import { type Header, parseHeader } from "./header.js";
import type { VectorFormat } from "./vector-stream.js";
import { withoutMark } from "./word2vec-text.js";

const byExtension: Readonly<Record<string, VectorFormat>> = { ".npy": "npy", ".safetensors": "safetensors", ".vec": "fasttext-vec" }; // biome-ignore format: one line

/** The end of a file's name from its last dot on, `.gz` left out. */
export function extensionOf(name: string): string {
  const plain = name.toLowerCase().replace(/\.gz$/, "");
  return /\.[^./\\]*$/.exec(plain)?.[0] ?? "";
}

/**
 * The format of a file by its name and first bytes. `.npy`, `.safetensors` and `.vec` say it; `.bin` is word2vec's if it begins
 * with word2vec's header, or else fastText's; anything else is word2vec's when it has that header, binary or text by what the
 * second line looks like, and GloVe's when it has not.
 */
export async function detectFormat(source: ByteSource): Promise<VectorFormat> {
  const extension = extensionOf(source.name);
  if (Object.hasOwn(byExtension, extension)) return byExtension[extension]!;
  const reader = new ByteReader(source);
  try {
    await reader.fill(1 << 16);
    const start = reader.bytes.subarray(reader.at, reader.at + (1 << 16));
    return extension === ".bin" ? detectBinary(start) : detectAny(start);
  } finally {
    await reader.close();
  }
}

function detectBinary(start: Uint8Array): VectorFormat {
  if (hasMagic(start)) return "fasttext";
  const [first] = firstLines(start);
  if (first && parseHeader(withoutMark(first))) return "word2vec-binary";
  const isText = start.subarray(0, 12).every((byte) => byte >= 0x20 || byte === 0x0a || byte === 0x0d);
  return isText || start.length < 48 ? "word2vec-binary" : "fasttext"; // the old fastText begins with small integers
}

function detectAny(start: Uint8Array): VectorFormat {
  if (hasMagic(start)) return "fasttext";
  if (String.fromCharCode(...start.subarray(0, 6)) === "\x93NUMPY") return "npy";
  if (start[8] === 0x7b && start[6] === 0 && start[7] === 0) return "safetensors"; // a length, then {
  const [first = start, second] = firstLines(start);
  const header = parseHeader(withoutMark(first));
  if (header) return second && !looksLikeRow(second, header) ? "word2vec-binary" : "word2vec-text";
  return start.subarray(0, 12).every((byte) => byte >= 0x09) ? "glove" : "fasttext";
}

function hasMagic(start: Uint8Array): boolean {
  return start.length > 4 && new DataView(start.buffer, start.byteOffset, 4).getInt32(0, true) === fastTextMagic;
}

/** The two first lines, as far as they are there. */
function firstLines(start: Uint8Array): Uint8Array[] {
  const end = start.indexOf(0x0a);
  if (end < 0) return [start];
  const next = start.indexOf(0x0a, end + 1);
  return [start.subarray(0, end), start.subarray(end + 1, next < 0 ? start.length : next)];
}

/** Whether a line is text; its end may be missing. */
function looksLikeRow(line: Uint8Array, { dim }: Header): boolean {
  if (line.length === 0) return true;
  if (line.some((byte) => byte < 0x20 && byte !== 0x0d && byte !== 0x09)) return false;
  return numbersAtEnd(line) > 0 || dim > 1000 || line.indexOf(0x20) >= 0;
}
