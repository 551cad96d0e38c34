import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, duration, grouped, quoted, wrap } from "./text.js";

describe("wrap", () => {
  it("breaks at spaces", () => {
    expect(wrap("one two  three\nfour", 9)).toBe("one two\nthree\nfour");
    expect(wrap("unbreakable it is", 4)).toBe("unbreakable\nit\nis");
    expect(wrap("", 9)).toBe("");
  });

  it("loses no word and stays within the width", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/));
    fc.assert(
      fc.property(words, fc.integer({ min: 9, max: 40 }), (list, width) => {
        const lines = wrap(list.join(" "), width).split("\n");
        expect(lines.join(" ")).toBe(list.join(" "));
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it("grouped separates thousands", () => {
  expect([0, 999, 1000, 842112.4, 1e9].map(grouped)).toEqual(["0", "999", "1,000", "842,112", "1,000,000,000"]);
});

it("duration says a time as one does", () => {
  expect([0.4, 59.4, 59.6, 3599, 7500].map(duration)).toEqual(["0 s", "59 s", "1 min 0 s", "59 min 59 s", "2 h 5 min"]);
});

it("quoted is read by a shell as the word that it was", () => {
  expect(quoted("runs/stories-2")).toBe("runs/stories-2");
  expect(quoted("my runs")).toBe("'my runs'");
  expect(quoted("it's")).toBe("'it'\\''s'");
  expect(quoted("")).toBe("''");
});

it("columnsOf keeps to what is pleasant to read", () => {
  expect([{}, { columns: 20 }, { columns: 90 }, { columns: 300 }].map(columnsOf)).toEqual([80, 40, 90, 100]);
});
