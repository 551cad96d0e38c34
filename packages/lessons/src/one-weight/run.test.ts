import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import type { Exhibit } from "../exhibit.js";
import type { LessonInput } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { lossOf } from "./descent.js";
import { oneWeight } from "./lesson.js";
import { drawPeople } from "./people.js";
import type { OneWeightResults } from "./results.js";

beforeAll(() => init());

async function run(options: Record<string, number> = {}, seed = 0, input?: LessonInput) {
  const report = await runLesson(oneWeight, { options, host: quietHost(input), seed });
  return { ...report, results: report.results as OneWeightResults };
}
const table = (text: string) => run({}, 0, { kind: "text", name: "people.csv", text });
const titled = (exhibits: readonly Exhibit[], title: string) =>
  exhibits.find((exhibit) => exhibit.title?.includes(title));

describe("lesson 2", () => {
  it("comes to the published figures", async () => {
    const { checks } = await run();
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks).toHaveLength(24);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("keeps them with the people of seed %i", async (seed) => {
    expect((await run({}, seed)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("has five rows that are the published ones when they are rounded", async () => {
    const { trace } = (await run()).results;
    const rounded = trace.map(({ loss, derivative, updated }) => [loss, derivative, updated].map((x) => x.toFixed(2)));
    expect(rounded).toEqual([
      ["2286.14", "-15395.97", "0.15"],
      ["530.20", "-7414.39", "0.23"],
      ["122.96", "-3570.62", "0.26"],
      ["28.52", "-1719.54", "0.28"],
      ["6.61", "-828.10", "0.29"],
    ]);
    expect(trace.map(({ coefficient }) => coefficient)).toEqual([
      0,
      ...trace.slice(0, 4).map(({ updated }) => updated),
    ]);
    for (const { coefficient, updated, step, loss, predicted, actual } of trace) {
      expect(coefficient - step).toBeCloseTo(updated, 6); // fit's own step
      expect((predicted - actual) ** 2 / loss).toBeCloseTo(1, 5); // and loss
    }
  });

  it("notes on the way the loss that the coefficient there has, also where the points are far apart", async () => {
    const people = drawPeople({ seed: 0, people: 100, noise: 0.15 });
    const { history } = (await run({ steps: 1000 })).results;
    expect(history).toHaveLength(200);
    for (const { loss, coefficient } of history) expect(loss).toBe(lossOf(people, coefficient));
  });

  it("takes more people than a call takes arguments", async () => {
    const { exhibits } = await run({ people: 200_000, steps: 1 });
    expect(titled(exhibits, "Many people")).toMatchObject({ text: expect.stringContaining("200,000 people") });
  });

  it("has the results that programs read", async () => {
    const { results } = await run();
    const number = expect.any(Number);
    expect(results).toMatchObject({
      slopes: { line: 100, square64: number, square32: number, squareAutograd: 8 },
      coefficient: number,
      iterations: 15,
      prediction162: number,
      history: expect.arrayContaining([{ step: 15, loss: number, coefficient: results.coefficient }]),
    });
    expect(Object.keys(results.trace[0]!)).toEqual([
      ...["iteration", "height", "coefficient", "predicted", "actual"],
      ...["loss", "derivative", "learningRate", "step", "updated"],
    ]);
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
  });

  it("shows what becomes of a difference in 32 bits", async () => {
    const { results, exhibits } = await run();
    expect(Math.abs(results.slopes.square64 - 8.00001)).toBeLessThan(1e-9);
    expect(results.slopes.square32).toBe(Math.fround(8.0108642578125)); // 42 · 2^-19 / fround(1e-5)
    expect(titled(exhibits, "smaller and smaller")).toMatchObject({
      rows: expect.arrayContaining([["0.00001", "8.000010000", "8.01086"]]),
    });
  });

  it("knows the rate from which on the steps grow", async () => {
    const { largestRate } = (await run()).results;
    const distance = async (lr: number, steps: number) =>
      Math.abs((await run({ lr, steps, noise: 0 })).results.coefficient - 0.32);
    expect(await distance(0.98 * largestRate, 40)).toBeLessThan(0.32);
    expect(await distance(1.02 * largestRate, 40)).toBeGreaterThan(0.32);
    await expect(run({ lr: 10 })).rejects.toThrow(/not a finite number/);
  });

  it("finds 0.32 where nobody strays", async () => {
    expect((await run({ noise: 0, people: 3, steps: 40 })).results.coefficient).toBeCloseTo(0.32, 6);
  });

  it("takes the reader's own people", async () => {
    const { results, exhibits, checks } = await table("weight;height\n64;160\n72;180\n");
    expect(results.coefficient).toBeCloseTo(0.4, 5);
    expect(titled(exhibits, "Many people")).toMatchObject({
      text: expect.stringContaining("2 people from people.csv"),
    });
    expect(checks).toEqual([]);
  });

  it("says what is wrong with a table, and where", async () => {
    await expect(table("")).rejects.toThrow("people.csv is empty");
    await expect(table("height\n161\n")).rejects.toThrow('line 1: there is no column "weight"');
    await expect(table("height,weight\n161,heavy\n")).rejects.toThrow('line 2, column 2 ("weight") is no number');
    await expect(table("height,weight\n161,48\n\n1.62,48\n")).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: lesson 2: people.csv, line 4, column "height" is no height in centimetres.
        given:    1.62
        expected: centimetres, such as 165
        fix:      multiply metres by 100]
    `);
  });
});
