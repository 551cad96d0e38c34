import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sourceOfBytes } from "./byte-source.js";
import { openVectors } from "./read-vectors.js";
import { absent, shared, why } from "./shared-files.test-tools.js";
import { VectorFileError } from "./vector-file-error.js";
import type { VectorFormat, VectorTable } from "./vector-stream.js";
import { writeVectors } from "./write-vectors.js";

const table: VectorTable = {
  count: 3,
  dim: 2,
  blocks: () => [{ words: ["the", "日本", "x"], rows: Float32Array.of(1, -2, 0.5, 1e-7, 3e30, 0) }],
};

/** Reads to the end. Returns how many numbers there are, or the error, which must be one that says where. */
async function read(bytes: Uint8Array, format: VectorFormat | undefined): Promise<number | VectorFileError> {
  const words = sourceOfBytes("x.words.txt", new TextEncoder().encode("the\n日本\nx\n"));
  try {
    const stream = await openVectors(sourceOfBytes("x", bytes, 16), { words, ...(format && { format }) });
    let numbers = 0;
    for await (const block of stream.blocks) {
      expect(block.rows.length).toBe(block.words.length * stream.dim);
      numbers += block.rows.length;
    }
    return numbers;
  } catch (error) {
    expect(error).toBeInstanceOf(VectorFileError);
    return error as VectorFileError;
  }
}

/** A file with some bytes changed, and perhaps without its end. */
const damage = fc.record({
  changes: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
  keep: fc.double({ min: 0, max: 1, noNaN: true }),
  isCut: fc.boolean(),
  isTold: fc.boolean(),
});

async function checkDamaged(whole: Uint8Array, format: VectorFormat): Promise<void> {
  await fc.assert(
    fc.asyncProperty(damage, async ({ changes, keep, isCut, isTold }) => {
      const bytes = whole.slice(0, isCut ? Math.floor(keep * whole.length) : whole.length);
      for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
      const result = await read(bytes, isTold ? format : undefined);
      if (typeof result === "number") expect(result).toBeLessThanOrEqual(4 * whole.length);
    }),
    { numRuns: 300 },
  );
}

describe("a damaged file", () => {
  it.each(["word2vec-binary", "word2vec-text", "glove", "fasttext-vec", "npy", "safetensors"] as const)(
    "of %s is read or refused, and nothing else",
    async (format) => {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for await (const piece of writeVectors(table, format)) parts.push(piece as Uint8Array<ArrayBuffer>);
      const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
      expect(await read(whole, format)).toBe(6);
      await checkDamaged(whole, format);
    },
  );

  it.skipIf(absent)(`of fastText is read or refused, and nothing else${why}`, async () => {
    for (const name of ["toy-model.bin", "cp852_fasttext.bin"]) {
      await checkDamaged(new Uint8Array(readFileSync(shared(`formats/${name}`))), "fasttext");
    }
  });
});

describe("a fastText model", () => {
  const head = (...integers: number[]) => new Uint8Array(Int32Array.from(integers).buffer);
  const failure = async (bytes: Uint8Array) => `${await read(bytes, "fasttext")}`.split("\n")[0];

  it("of another version, or no model at all, is refused", async () => {
    expect(await failure(head(793712314, 13))).toContain("x, byte 8: the version is unknown.");
    expect(await failure(head(0, 5))).toContain("x, byte 4: this is no file of vectors.");
  });

  it.skipIf(absent)(`that is quantized is refused${why}`, async () => {
    const bytes = new Uint8Array(readFileSync(shared("formats/toy-model.bin")));
    const matrix = bytes.length; // the byte before the input matrix says it; it is 1 + 16 bytes before the first float
    const rows = 22 + 100;
    const outputBytes = 1 + 16 + 22 * 5 * 4;
    bytes[matrix - outputBytes - rows * 5 * 4 - 17] = 1;
    expect(await failure(bytes)).toContain("the model is quantized or pruned.");
  });
});
