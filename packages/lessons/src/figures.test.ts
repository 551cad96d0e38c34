import { describe, expect, it } from "vitest";
import { cellText, extent, fixed, grouped, strengths } from "./figures.js";

describe("figures in texts", () => {
  it("have as many decimals as asked for, and a real minus sign", () => {
    expect([fixed(-2.0738, 2), fixed(16.2, 0), fixed(-0.001, 2), fixed(0, 1)]).toEqual(["−2.07", "16", "0.00", "0.0"]);
  });

  it("are those of a matrix, infinite ones too", () => {
    const numbers = [-0.656, 12, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN];
    expect(numbers.map((x) => cellText(x, 2))).toEqual(["−0.66", "12.00", "−∞", "∞", "NaN"]);
    expect(strengths([[-4, 1], [2, Number.NEGATIVE_INFINITY]])).toEqual([[-1, 0.25], [0.5, 0]]); // biome-ignore format: matrices
    expect(strengths([[0], [Number.NaN]])).toEqual([[0], [0]]);
  });

  it("are grouped by thousands", () => {
    expect([5, 999, 1000, 25_000, 1_000_000].map(grouped)).toEqual(["5", "999", "1,000", "25,000", "1,000,000"]);
  });
});

it("finds the smallest and the largest of a table that is long", () => {
  expect(extent(Array.from({ length: 1_000_000 }, (_, i) => i - 5))).toEqual([-5, 999_994]);
});
