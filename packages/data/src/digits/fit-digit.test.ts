import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitDigit, gunzip, readIdx } from "../index.js";
import { shapes } from "./shapes.js";
import { parseShape, smooth, strokeInto } from "./strokes.js";

const mnist = fileURLToPath(new URL("../../../../../shared/data/01-mnist/t10k-images-idx3-ubyte.gz", import.meta.url));

interface Drawing {
  readonly digit: number;
  readonly side?: number;
  /** Pixels for a unit of the shape, which is 20 high. */
  readonly size?: number;
  readonly left?: number;
  readonly top?: number;
}

/** A digit in white on black. */
function drawn({ digit, side = 60, size = 2, left = side / 2, top = side / 2 }: Drawing): Float64Array {
  const ink = new Float64Array(side * side);
  for (const stroke of parseShape(shapes[digit]![0]!)) {
    const points = smooth(stroke).map((value, i) => value * size + (i % 2 === 0 ? left : top));
    strokeInto(ink, side, points, 1.2 * size);
  }
  return ink;
}

const fitted = (values: ArrayLike<number>, width = Math.sqrt(values.length)) =>
  fitDigit({ width, height: values.length / width, values });
const total = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

/**
 * How much of the ink lies elsewhere: 0 for equal pictures, 2 where they have nothing in common. Where the centre of mass lies
 * between two pixels, a hair decides for one of them, so a pixel's shift does not count.
 */
function difference(a: Uint8Array, b: Uint8Array): number {
  const ways = [-29, -28, -27, -1, 0, 1, 27, 28, 29].map((shift) =>
    Array.from(a).reduce((sum, value, i) => sum + Math.abs(value - (b[i + shift] ?? 0)), 0),
  );
  return Math.min(...ways) / total(a);
}

function middle(picture: Uint8Array): [x: number, y: number] {
  const mean = (place: (i: number) => number) =>
    picture.reduce((sum, value, i) => sum + value * (place(i) + 0.5), 0) / total(picture);
  return [mean((i) => i % 28), mean((i) => Math.floor(i / 28))];
}

const alike = 0.45; // the edges of lines three pixels wide
const digit = fc.integer({ min: 0, max: 9 });

describe("fitDigit", () => {
  it("fills 20 × 20 with a square, as worked by hand", () => {
    const square = Float64Array.from({ length: 900 }, (_, i) => Number(i % 30 < 10 && i >= 600)); // in a corner
    const picture = fitted(square);
    const [x, y] = middle(picture);
    expect([x, y]).toEqual([expect.closeTo(14, 1), expect.closeTo(14, 1)]);
    for (const i of [0, 3, 24, 27]) expect(picture[14 * 28 + i], `column ${i}`).toBeLessThan(100);
    for (const i of [5, 14, 22]) expect(picture[14 * 28 + i], `column ${i}`).toBe(255);
  });

  it("keeps the shape of what is narrow, and shows a line that is thin", () => {
    const line = Float64Array.from({ length: 300 * 300 }, (_, i) => Number(i % 300 === 17 && i > 9000 && i < 81_000));
    const picture = fitted(line);
    expect(Math.max(...picture)).toBe(255);
    const columns = [...picture].map((value, i) => (value > 50 ? i % 28 : 14));
    expect(Math.max(...columns) - Math.min(...columns)).toBeLessThanOrEqual(1);
  });

  it("does not care where a digit is", () => {
    fc.assert(
      fc.property(digit, fc.integer({ min: -9, max: 9 }), fc.integer({ min: -6, max: 6 }), (digit, right, down) => {
        expect(fitted(drawn({ digit, left: 30 + right, top: 30 + down }))).toEqual(fitted(drawn({ digit })));
      }),
      { numRuns: 30 },
    );
  });

  it("does not care how large it is", () => {
    fc.assert(
      // From 30 pixels on: a line that is drawn a pixel wide has lost its shape before it is fitted.
      fc.property(digit, fc.double({ min: 1.5, max: 5, noNaN: true }), (digit, size) => {
        const picture = fitted(drawn({ digit, side: 140, size }));
        const differences = Array.from({ length: 10 }, (_, digit) => difference(picture, fitted(drawn({ digit }))));
        expect(differences[digit]).toBeLessThan(alike);
        expect(Math.min(...differences)).toBe(differences[digit]); // no other digit is closer
        for (const place of middle(picture)) expect(Math.abs(place - 14.5)).toBeLessThanOrEqual(0.7);
      }),
      { numRuns: 50 },
    );
  });

  it("does not care whether ink or paper is the darker one, and how grey they are", () => {
    fc.assert(
      fc.property(digit, fc.double({ min: -1, max: 1, noNaN: true }), (digit, contrast) => {
        fc.pre(Math.abs(contrast) > 0.05);
        const ink = drawn({ digit });
        const grey = ink.map((value) => (contrast < 0 ? 1 : 0) + contrast * value);
        expect(difference(fitted(grey), fitted(ink))).toBeLessThan(0.01);
        const bytes = Uint8Array.from(grey, (value) => Math.round(255 * value));
        expect(difference(fitted(bytes), fitted(ink))).toBeLessThan(0.1);
      }),
      { numRuns: 30 },
    );
  });

  it("overlooks the grain of the paper, and specks", () => {
    for (let digit = 0; digit < 10; digit++) {
      const noise = new Rng(digit).normals(3600);
      const scan = drawn({ digit }).map((ink, i) => Math.min(1, Math.max(0, 0.8 - 0.6 * ink + 0.03 * noise[i]!)));
      for (const at of [0, 70, 3590]) scan[at] = 0;
      expect(difference(fitted(scan), fitted(drawn({ digit }))), String(digit)).toBeLessThan(alike);
    }
  });

  it.skipIf(!existsSync(mnist))(`leaves pictures of MNIST nearly as they are (${mnist})`, async () => {
    const bytes = await gunzip(new Uint8Array(readFileSync(mnist)), { name: mnist });
    const { values } = readIdx({ name: mnist, bytes }, "images");
    const differences = Array.from({ length: 500 }, (_, i) => {
      const picture = values.subarray(784 * i, 784 * (i + 1));
      return difference(picture, fitted(picture));
    }).sort((a, b) => a - b);
    expect(differences[250]).toBeLessThan(0.04);
    expect(differences[475]).toBeLessThan(0.08);
  });
});

describe("fitDigit refuses", () => {
  it("a picture in which nothing is drawn", () => {
    expect(() => fitted(new Float64Array(600).fill(0.7), 20)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fitDigit: nothing is drawn in the picture.
        given:    20 × 30 pixels that hardly differ
        expected: a digit in ink that differs from the paper]
    `);
    const noise = new Rng(0).normals(10_000).map((z) => 0.5 + 0.02 * z);
    expect(() => fitted(noise)).toThrow("nothing is drawn");
    expect(() => fitted([0.5])).toThrow("nothing is drawn");
  });

  it("what is no picture", () => {
    expect(() => fitDigit({ width: 0, height: 5, values: [] })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fitDigit: the picture does not have the size that it says.
        given:    0 × 5, 0 values
        expected: width and height of 1 or more, and a value for each pixel]
    `);
    expect(() => fitDigit({ width: 2, height: 2, values: [0, 1, 0] })).toThrow("2 × 2, 3 values");
    expect(() => fitDigit({ width: 2, height: 2, values: [0, 1, 0, 255] })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fitDigit: a value is no shade of grey.
        given:    255 at row 1, column 1
        expected: numbers from 0 to 1, or a Uint8Array]
    `);
    expect(() => fitDigit({ width: 1, height: 2, values: [0, Number.NaN] })).toThrow("NaN at row 1, column 0");
  });

  it("nothing else: any small picture is fitted, or has nothing drawn", () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(size, size, fc.infiniteStream(fc.nat(255)), (width, height, stream) => {
        const values = Uint8Array.from(stream.take(width * height));
        try {
          expect(Math.max(...fitDigit({ width, height, values }))).toBe(255);
        } catch (error) {
          expect(String(error)).toContain("nothing is drawn");
        }
      }),
    );
  });
});
