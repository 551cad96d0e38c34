import fc from "fast-check";
import { expect, it } from "vitest";
import { KeyedVectors } from "../keyed-vectors/keyed-vectors.js";
import { type ByteSource, sourceOfBytes } from "./byte-source.js";
import { toHalf, widenHalf } from "./half.js";
import { openVectors } from "./read-vectors.js";
import { bitsOf } from "./shared-files.test-tools.js";
import type { VectorFormat, VectorTable } from "./vector-stream.js";
import { writeWordList } from "./write-npy.js";
import { writeVectors } from "./write-vectors.js";

const names: Readonly<Record<string, string>> = {
  "word2vec-binary": "x.bin",
  "word2vec-text": "x.txt",
  glove: "x.glove",
  "fasttext-vec": "x.vec",
  npy: "x.npy",
  safetensors: "x.safetensors",
};
const formats = Object.keys(names) as VectorFormat[];

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

/** A source whose pieces are overwritten as soon as the next one is asked for. */
function fleeting(source: ByteSource): ByteSource {
  return {
    ...source,
    async *chunks(from) {
      for await (const piece of source.chunks(from)) {
        const copy = piece.slice();
        yield copy;
        copy.fill(0x7a);
      }
    },
  };
}

async function roundTrip(
  table: VectorTable,
  format: VectorFormat,
  pieceLength: number,
  isTold: boolean,
): Promise<KeyedVectors> {
  const source = sourceOfBytes(names[format]!, await bytesOf(writeVectors(table, format)), pieceLength);
  const list = format === "npy" ? await bytesOf(writeWordList(table)) : new Uint8Array(0);
  const words = sourceOfBytes("x.words.txt", list, pieceLength);
  return KeyedVectors.read(await openVectors(fleeting(source), { words: fleeting(words), ...(isTold && { format }) }));
}

const odd = ["__proto__", "constructor", "toString", "hasOwnProperty", "👩‍👩‍👧", "e\u0301", "é", "日本", "\ufeffbom", "\udcff\udcfe", "x".repeat(10_000), "1", "nan", "-"]; // biome-ignore format: one line
const word = fc.oneof(
  fc.constantFrom(...odd),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
  fc.uint8Array({ minLength: 1, maxLength: 6 }).map((bytes) => {
    return bytes.reduce((text, byte) => text + (byte < 0x80 ? String.fromCharCode(byte) : String.fromCharCode(0xdc00 + byte)), ""); // biome-ignore format: one line
  }),
);
/** Words that every format can hold, and that come back as they are. */
const plain = word.filter((text) => !/[\s\ufeff]/.test(text) && !/[\udcc0-\udcff]/.test(text));
const float = fc.float({ noNaN: true, noDefaultInfinity: true });

it("gives words and floats back bit for bit, in every format and however the file is cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...formats),
      fc.uniqueArray(fc.oneof(plain, fc.constantFrom(...odd.filter((text) => text !== "\ufeffbom"))), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 40 }),
      fc.infiniteStream(float),
      async (format, words, dim, pieceLength, floats) => {
        const rows = Float32Array.from({ length: words.length * dim }, () => floats.next().value as number);
        const again = await roundTrip(new KeyedVectors(words, rows, dim), format, pieceLength, true);
        expect(again.indexToKey).toEqual(words);
        words.forEach((text, i) => {
          expect(bitsOf(again.getVector(text))).toEqual(bitsOf(rows.subarray(i * dim, (i + 1) * dim)));
          expect(again.getIndex(text)).toBe(i);
        });
      },
    ),
  );
});

it("keeps every word in safetensors, empty ones and those with spaces and newlines too", async () => {
  const words = ["", " ", "\n", "a b", "\r\n", ...odd];
  const rows = Float32Array.from({ length: words.length * 2 }, (_, i) => i);
  const again = await roundTrip(new KeyedVectors(words, rows, 2), "safetensors", 7, false);
  expect(again.indexToKey).toEqual(words);
});

it("finds the format of what it wrote by itself", async () => {
  const table = new KeyedVectors(["the", "of"], Float32Array.of(1, 2, 3, 4, 5, 6), 3);
  for (const format of formats) expect((await roundTrip(table, format, 5, false)).indexToKey).toEqual(["the", "of"]);
});

it.each([
  ["word2vec-binary", "", "is empty"],
  ["word2vec-binary", "a b", "holds a space"],
  ["word2vec-binary", "\na", "begins with a newline"],
  ["word2vec-text", "a b", "holds a space"],
  ["fasttext-vec", "a\nb", "holds the end of a line"],
  ["glove", "a\rb", "holds the end of a line"],
  ["glove", "a 1", "ends in a number after a space"],
] as const)("refuses to write in %s the word %j, which would come back as another", async (format, text, why) => {
  const table = new KeyedVectors([text], Float32Array.of(1), 1);
  await expect(bytesOf(writeVectors(table, format))).rejects.toThrow(why);
});

it("writes words with spaces as GloVe's", async () => {
  const words = ["new york", ". . .", "b"];
  const table = new KeyedVectors(words, Float32Array.of(1, 2, 3, 4, 5, 6), 2);
  expect((await roundTrip(table, "glove", 3, true)).indexToKey).toEqual(words);
});

it("rounds to float16 as IEEE says, and back exactly", () => {
  const halves = Uint16Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => (bits & 0x7c00) !== 0x7c00);
  const floats = new Float32Array(halves.length);
  widenHalf(halves, floats);
  expect(toHalf(floats)).toEqual(halves);
  const between = Float32Array.of(1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -25, 2 ** -25 * 1.5, 65519.9, -(2 ** -24) * 2.5);
  expect([...toHalf(between)]).toEqual([0x3c00, 0x3c02, 0, 1, 0x7bff, 0x8002]);
});

it("writes float16 at half the size", async () => {
  const table = new KeyedVectors(["a", "b"], Float32Array.of(0.1, 2, -3, 65504), 2);
  for (const format of ["npy", "safetensors"] as const) {
    const source = sourceOfBytes(names[format]!, await bytesOf(writeVectors(table, format, { float16: true })));
    const words = sourceOfBytes("x.words.txt", await bytesOf(writeWordList(table)));
    const again = await KeyedVectors.read(await openVectors(source, { words }));
    expect([...again.getVector("a"), ...again.getVector("b")]).toEqual([0.0999755859375, 2, -3, 65504]);
  }
  const large = new KeyedVectors(["a"], Float32Array.of(70000), 1);
  await expect(bytesOf(writeVectors(large, "npy", { float16: true }))).rejects.toThrow("too large for float16");
});
