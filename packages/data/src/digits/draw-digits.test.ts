import { createHash } from "node:crypto";
import { Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawDigits } from "../index.js";
import { shapes } from "./shapes.js";
import { parseShape, smooth, strokeInto } from "./strokes.js";

describe("drawDigits", () => {
  it("draws the same digits for the same stream, a shorter set being the beginning of a longer one", () => {
    const ten = drawDigits(new Rng(5), { count: 10 });
    const four = drawDigits(new Rng(5), { count: 4 });
    expect(ten.images.subarray(0, 4 * 784)).toEqual(four.images);
    expect(ten.labels.subarray(0, 4)).toEqual(four.labels);
    expect(drawDigits(new Rng(6), { count: 4 }).images).not.toEqual(four.images);
  });

  it("draws what it always drew", () => {
    const { images, labels } = drawDigits(new Rng(0), { count: 200 });
    expect([...labels.subarray(0, 12)]).toEqual([4, 5, 1, 9, 8, 5, 1, 5, 5, 2, 8, 6]);
    expect(createHash("sha256").update(images).digest("hex")).toMatchInlineSnapshot(
      `"166c11901cf86de0d04613bb90b5ce2416d91dedfafa61385c345e55fafd884c"`,
    );
  });

  it("draws each digit about equally often, in ink that is neither nothing nor all", () => {
    const { images, labels } = drawDigits(new Rng(1), { count: 2000 });
    for (let digit = 0; digit < 10; digit++) {
      const count = labels.reduce((n, label) => n + Number(label === digit), 0);
      expect(Math.abs(count - 200)).toBeLessThan(5 * Math.sqrt(180)); // five deviations
    }
    for (let i = 0; i < 2000; i++) {
      const dark = images.subarray(784 * i, 784 * (i + 1)).reduce((n, byte) => n + Number(byte > 150), 0);
      expect(dark, `picture ${i}`).toBeGreaterThan(8);
      expect(dark, `picture ${i}`).toBeLessThan(350);
    }
  });

  it("refuses a count that is none", () => {
    expect(() => drawDigits(new Rng(0), { count: 0 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: drawDigits: count is not a positive integer.
        given:    0
        expected: 1 or more]
    `);
  });
});

describe("shapes", () => {
  it("has strokes of two points at least for every digit, within the box", () => {
    expect(shapes).toHaveLength(10);
    for (const stroke of shapes.flat().flatMap(parseShape)) {
      expect(stroke.length).toBeGreaterThanOrEqual(4);
      stroke.forEach((value, i) => {
        expect(Math.abs(value)).toBeLessThanOrEqual(i % 2 === 0 ? 7 : 10); // NaN fails too
      });
    }
  });

  it("is cut at corners, where the next part begins", () => {
    expect(parseShape("1,2 3,4 / 5,-6 | 7,8 9,0")).toEqual([
      [1, 2, 3, 4],
      [3, 4, 5, -6],
      [7, 8, 9, 0],
    ]);
  });
});

describe("smooth", () => {
  it("goes through its points, and straight where they lie on a line at equal distances", () => {
    const point = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(point, point), { minLength: 2, maxLength: 9 }), (points) => {
        const curve = smooth(points.flat());
        const steps = (curve.length / 2 - 1) / (points.length - 1);
        points.forEach(([x, y], i) => {
          expect(curve[2 * i * steps]).toBeCloseTo(x, 9);
          expect(curve[2 * i * steps + 1]).toBeCloseTo(y, 9);
        });
      }),
    );
    const line = smooth([0, 0, 1, 2, 2, 4, 3, 6]);
    for (let i = 0; i < line.length; i += 2) expect(line[i + 1]).toBeCloseTo(2 * line[i]!, 9);
  });
});

describe("strokeInto", () => {
  it("gives a pixel what its distance leaves of the pen, as worked by hand", () => {
    const ink = new Float64Array(25);
    strokeInto(ink, 5, [2.5, 1.5, 2.5, 3.5], 0.75); // down the middle column
    const [near, corner] = [0.25, expect.closeTo(0, 9)];
    expect([...ink.subarray(10, 15)]).toEqual([0, near, 1, near, 0]);
    expect([...ink.subarray(0, 5)]).toEqual([0, corner, near, corner, 0]);
  });

  it("draws a point, and leaves out what lies outside", () => {
    const ink = new Float64Array(9);
    strokeInto(ink, 3, [1.5, 1.5, 1.5, 1.5], 0.5);
    strokeInto(ink, 3, [-9, -9, 99, -9], 0.5);
    expect([...ink]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0]);
  });
});
