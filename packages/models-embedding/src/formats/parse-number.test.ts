import fc from "fast-check";
import { expect, it } from "vitest";
import { parseNumber } from "./parse-number.js";
import { shortest } from "./write-text.js";

const parse = (text: string) => parseNumber(new TextEncoder().encode(`x${text}y`), 1, 1 + text.length);

it("reads what Number reads, with the same bits", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 20 });
  const sign = fc.constantFrom("", "-", "+");
  const exponent = fc.oneof(
    fc.constant(""),
    fc.tuple(fc.constantFrom("e", "E"), sign, fc.nat(40)).map((parts) => parts.join("")),
  );
  const text = fc.tuple(sign, digits, fc.constantFrom("", "."), digits, exponent).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (written) => {
      const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(written);
      expect(parse(written)).toBe(isNumber ? Number(written) : Number.NaN);
    }),
    { numRuns: 2000 },
  );
});

it.each(["", "nan", "inf", "0x10", "1,5", "1e", "1e+", "--1", "1.2.3", " 1", "1 ", "1_000", "Infinity", "."])(
  "refuses %j",
  (text) => {
    expect(parse(text)).toBe(Number.NaN);
  },
);

it("writes the shortest text that is the same float32", () => {
  expect([0.1, 1 / 3, 1e-7, 123456.7, -0, 16777216, 0.4214532673358917].map((value) => shortest(Math.fround(value)))).toEqual([
    "0.1", "0.33333334", "1e-7", "123456.7", "-0", "16777216", "0.42145327",
  ]); // biome-ignore format: pairs
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Math.fround(parse(shortest(value)))).toBe(value);
    }),
  );
});
