import { presets } from "@cairn-ml/models-gpt";
import { describe, expect, it } from "vitest";
import { decimal, integer, oneOf, presetNames } from "./options.js";

it("the names of the presets are those of models-gpt", () => {
  expect(presetNames).toEqual(Object.keys(presets));
});

describe("values", () => {
  it("are read when they are right", () => {
    expect(["0", "007", "9007199254740991"].map(integer("--seed", 0))).toEqual([0, 7, Number.MAX_SAFE_INTEGER]);
    const positive = decimal("--t", (t) => t >= 0, "of 0 or more", 1);
    expect(["0", ".5", "1e-3", "2.50"].map(positive)).toEqual([0, 0.5, 0.001, 2.5]);
    expect(oneOf("--x", ["a", "b"])("b")).toBe("b");
  });

  it.each(["", " 1", "1.5", "-1", "+1", "0x10", "1e3", "NaN", "Infinity", "one", "9007199254740992"])(
    "%j is no whole number",
    (text) => {
      expect(() => integer("--n", 0)(text)).toThrow(`--n: ${JSON.stringify(text)} is not a whole number of 0 or more.`);
    },
  );

  it.each(["", "-1", "1,5", "NaN", "Infinity", "1e999", "warm"])("%j is no decimal number", (text) => {
    const finite = decimal("--t", (t) => t >= 0 && t < Number.POSITIVE_INFINITY, "of 0 or more", 1);
    expect(() => finite(text)).toThrow(`--t: ${JSON.stringify(text)} is not a number of 0 or more.`);
  });
});
