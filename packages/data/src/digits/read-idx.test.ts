import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gunzip, readIdx, readIdxDigits } from "../index.js";

const mnist = fileURLToPath(new URL("../../../../../shared/data/01-mnist/", import.meta.url));

/** An IDX file as it should be. */
function idx(magic: number, shape: readonly number[], values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const words = [magic, ...shape];
  const bytes = new Uint8Array(4 * words.length + values.length);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => {
    view.setUint32(4 * i, word);
  });
  bytes.set(values, 4 * words.length);
  return bytes;
}

const images = (count: number, side = 28) => ({
  name: "images",
  bytes: idx(
    2051,
    [count, side, side],
    Array.from({ length: count * side * side }, (_, i) => i % 251),
  ),
});
const labels = (...values: number[]) => ({ name: "labels", bytes: idx(2049, [values.length], values) });

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe("readIdx", () => {
  it("reads what was written, wherever it lies in a larger buffer", () => {
    const size = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(size, size, size, fc.nat(9), fc.infiniteStream(fc.nat(255)), (N, R, C, before, stream) => {
        const values = [...stream.take(N * R * C)];
        const file = idx(2051, [N, R, C], values);
        const bytes = new Uint8Array(before + file.length).subarray(before);
        bytes.set(file);
        expect(readIdx({ name: "x", bytes }, "images")).toEqual({ shape: [N, R, C], values: Uint8Array.from(values) });
        expect([...readIdx({ name: "y", bytes: idx(2049, [values.length], values) }, "labels").values]).toEqual(values);
      }),
    );
  });

  it("refuses every file that is shorter or longer", () => {
    const { bytes } = images(1, 2);
    for (let n = 0; n < bytes.length; n++) {
      expect(() => readIdx({ name: "x", bytes: bytes.subarray(0, n) }, "images"), String(n)).toThrow(
        /x is (cut|no IDX)/,
      );
    }
    const cut = { name: "train-images", bytes: bytes.subarray(0, 19) };
    expect(() => readIdx(cut, "images")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readIdx: train-images is cut short.
        given:    19 bytes
        expected: 20: 1 × 2 × 2 and 16 of sizes
        fix:      get the file again]
    `);
    const heading = { name: "train-images", bytes: bytes.subarray(0, 10) };
    expect(() => readIdx(heading, "images")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readIdx: train-images is cut short.
        given:    10 bytes
        expected: 16 bytes of sizes, and then the images
        fix:      get the file again]
    `);
    const long = { name: "x", bytes: Uint8Array.of(...bytes, 0) };
    expect(() => readIdx(long, "images")).toThrow("x goes on after its end.");
  });

  it("says what a file is that is no IDX", async () => {
    expect(() => readIdx(labels(1, 2), "images")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readIdx: labels is no IDX file of images.
        given:    an IDX file of labels
        expected: the magic number 2051 (00 00 08 03)
        fix:      swap the two files]
    `);
    expect(() => readIdx(images(1), "labels")).toThrow("given:    an IDX file of images");
    const zipped = { name: "x.gz", bytes: await gzip(images(1).bytes) };
    expect(() => readIdx(zipped, "images")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readIdx: x.gz is no IDX file of images.
        given:    a file with gzip
        expected: the magic number 2051 (00 00 08 03)
        fix:      unpack it before: await gunzip(bytes, { name })]
    `);
    const png = { name: "x", bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d) };
    expect(() => readIdx(png, "images")).toThrow("given:    a file that begins with 89 50 4e 47");
    expect(() => readIdx({ name: "x", bytes: new Uint8Array() }, "images")).toThrow("given:    0 bytes");
  });
});

describe("readIdxDigits", () => {
  it("puts pictures and labels together", () => {
    const { images: pixels, labels: digits } = readIdxDigits(images(3), labels(9, 0, 5));
    expect([pixels.length, pixels[784], [...digits]]).toEqual([3 * 784, 784 % 251, [9, 0, 5]]);
  });

  it("refuses what does not belong together, and what is no digit of 28 × 28", () => {
    expect(() => readIdxDigits(images(2), labels(1))).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readIdx: there are not as many labels as images.
        given:    2 images in images, 1 labels in labels
        expected: as many labels as images, one or more
        fix:      take both files from the same set: train with train, t10k with t10k]
    `);
    expect(() => readIdxDigits(images(1, 32), labels(1))).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readIdx: images holds pictures of another size.
        given:    32 × 32
        expected: 28 × 28]
    `);
    expect(() => readIdxDigits(images(2), labels(1, 10))).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readIdx: labels has a label that is no digit.
        given:    10 at place 1
        expected: 0 to 9]
    `);
    expect(() => readIdxDigits(images(0), labels())).toThrow("one or more");
  });

  it.skipIf(!existsSync(mnist))(`reads the test pictures of MNIST (${mnist})`, async () => {
    const file = async (name: string) => ({
      name,
      bytes: await gunzip(new Uint8Array(readFileSync(`${mnist}t10k-${name}-ubyte.gz`)), { name }),
    });
    const test = readIdxDigits(await file("images-idx3"), await file("labels-idx1"));
    expect([...test.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(test.images.length).toBe(7_840_000);
  });
});

describe("gunzip", () => {
  it("unpacks gzip, and leaves other bytes as they are", async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i * i);
    expect(await gunzip(await gzip(bytes), { name: "x" })).toEqual(bytes);
    expect(await gunzip(bytes, { name: "x" })).toBe(bytes);
  });

  it("says that a file is damaged or cut short", async () => {
    const packed = await gzip(Uint8Array.from({ length: 1000 }, (_, i) => i * i));
    await expect(gunzip(packed.slice(0, -9), { name: "x.gz" })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: gunzip: x.gz is damaged or cut short.
        given:    155 bytes that begin as gzip does, and cannot be unpacked
        expected: a whole file with gzip
        fix:      get the file again]
    `);
    for (const at of [3, 20, packed.length - 6]) {
      const damaged = packed.slice();
      damaged[at]! ^= 0x55;
      await expect(gunzip(damaged, { name: "x.gz" }), String(at)).rejects.toThrow("x.gz is damaged or cut short");
    }
    await expect(gunzip(Uint8Array.of(0x1f, 0x8b), { name: "x.gz" })).rejects.toThrow("x.gz is damaged");
  });
});
