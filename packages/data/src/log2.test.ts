import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { log2 } from "./log2.js";

describe("log2", () => {
  it("is exact on powers of two, subnormal ones too", () => {
    for (let k = -1074; k <= 1023; k++) expect(log2(2 ** k)).toBe(k);
  });

  it("agrees with Math.log2 to a few units in the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        expect(Math.abs(log2(x) - Math.log2(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log2(x))));
      }),
    );
  });

  it("keeps its relative accuracy near 1, where the logarithm vanishes", () => {
    for (const x of [1 + 2 ** -50, 1 - 2 ** -50, 1.0001, 0.9999]) {
      expect(Math.abs(log2(x) / Math.log2(x) - 1)).toBeLessThan(4e-16);
    }
  });

  it("refuses what has no finite logarithm", () => {
    for (const x of [0, -1, NaN, Infinity]) expect(() => log2(x)).toThrow(RangeError);
  });
});
