import { init, Rng } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { dateByRule, drawDates } from "./dates.js";
import { runGpt2 as run } from "./run-gpt2.test-tools.js";

beforeAll(() => init());

const short = { steps: 20 };

describe("lesson 11", () => {
  it("keeps what it promises without any weights, and has the results that programs read", async () => {
    const { checks, results, exhibits } = await run();
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks).toHaveLength(11);
    const number = expect.any(Number);
    expect(results).toMatchObject({
      vanishing: { product: number, residual: number },
      layerNorm: { input: expect.any(Array), output: expect.any(Array) },
      parameters: {
        total: 124_439_808,
        byPart: {
          ...{ tokens: 38_597_376, positions: 786_432, attention: 28_348_416 },
          ...{ mlp: 56_669_184, norms: 38_400, head: 0 },
        },
      },
      translation: { exact: number, heldOut: 1000 },
      cosine: { of: "the sentence of lesson 10", words: ["I", "chose", "that", "bank", "for"] },
      gpt2: { available: false, continuation: [] },
      written: null,
      verify: null,
    });
    const { vanishing, translation, cosine } = results;
    expect(vanishing.norms.map(({ layersAbove }) => layersAbove)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(translation.examples[0]).toEqual({
      source: expect.any(String),
      written: expect.any(String),
      expected: expect.any(String),
    });
    expect(translation.alignment).toMatchObject({ source: "3 march 2021", target: "2021-03-03" });
    for (const row of translation.alignment.weights) {
      expect(row).toHaveLength(12);
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
    for (const rows of [cosine.before, cosine.after]) rows.forEach((row, i) => void expect(row[i]).toBeCloseTo(1, 5));
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
    expect(JSON.stringify(exhibits)).toContain("download gpt2");
  });

  it("gives the same again, and another date with the same weights", async () => {
    const first = await run(short);
    expect((await run(short)).results).toEqual(first.results);
    const other = await run({ ...short, date: "15 august 1947" });
    expect(other.results.translation.exact).toBe(first.results.translation.exact);
    const { source, target, weights } = other.results.translation.alignment;
    expect(source).toBe("15 august 1947");
    expect(weights).toHaveLength(target.length); // though it has hardly learned
    expect(other.changed).toEqual(["steps"]);
  });

  it("refuses a date that it has no characters for, before it trains", async () => {
    await expect(run({ date: "3 März 2021" })).rejects.toThrow('"M" is no symbol');
    await expect(run({ date: "" })).rejects.toThrow("the date is empty");
    await expect(run({ date: "three september 2021" })).rejects.toThrow("a text is too long");
  });
});

it("draws dates that are", () => {
  const dates = drawDates(new Rng(0), 4000);
  expect(new Set(dates.map(({ source }) => source)).size).toBe(4000);
  for (const { source, target } of dates) {
    expect(dateByRule(source)).toBe(target);
    const [day, name, year] = source.split(" ");
    expect(new Date(`${name} ${day}, ${year} UTC`).toISOString().slice(0, 10)).toBe(target);
  }
  for (const none of ["30 february 2000", "29 february 1900", "31 june 2001", "0 may 2000", "3 mai 2000"]) {
    expect(dateByRule(none)).toBeUndefined();
  }
});
