import { describe, expect, it } from "vitest";
import { extent, fixed, grouped } from "./figures.js";

describe("figures in texts", () => {
  it("have as many decimals as asked for, and a real minus sign", () => {
    expect([fixed(-2.0738, 2), fixed(16.2, 0), fixed(-0.001, 2), fixed(0, 1)]).toEqual(["−2.07", "16", "0.00", "0.0"]);
  });

  it("are grouped by thousands", () => {
    expect([5, 999, 1000, 25_000, 1_000_000].map(grouped)).toEqual(["5", "999", "1,000", "25,000", "1,000,000"]);
  });
});

it("finds the smallest and the largest of a table that is long", () => {
  expect(extent(Array.from({ length: 1_000_000 }, (_, i) => i - 5))).toEqual([-5, 999_994]);
});
