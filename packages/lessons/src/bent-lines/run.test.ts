import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import type { Exhibit } from "../exhibit.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { type BentLinesResults, bentLines } from "./lesson.js";

beforeAll(async () => {
  await init();
});

async function run(seed: number, options: Record<string, unknown> = {}) {
  const report = await runLesson(bentLines, { seed, options, host: quietHost() });
  return { ...report, results: report.results as BentLinesResults };
}

const plotOf = (exhibits: readonly Exhibit[], title: string) => {
  const found = exhibits.find((exhibit) => exhibit.title?.startsWith(title));
  if (found?.kind !== "plot") throw new Error(`there is no plot "${title}"`);
  return found;
};

describe("lesson 5", () => {
  it("keeps what was published, from 100 starts", { timeout: 60_000 }, async () => {
    const { checks, results } = await run(0);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks).toHaveLength(7);
    expect(results.seeds.of).toBe(100);
    expect(results.seeds.solved).toBeGreaterThanOrEqual(95);
    const two = results.twoEnough.solved;
    expect(two).toBeGreaterThan(5);
    expect(two).toBeLessThan(50); // else the screen says something wrong
  });

  it.each([1, 2, Number.MAX_SAFE_INTEGER])("keeps it with seed %i", { timeout: 60_000 }, async (seed) => {
    const { checks } = await run(seed, { seeds: 1 });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("has results with keys that stay", async () => {
    const { results } = await run(0, { seeds: 2, hidden: 3, steps: 5 });
    const number = expect.any(Number);
    expect(results).toEqual({
      and: { correct: 4 },
      or: { correct: 4 },
      xorLinear: { correct: 3, loss: number },
      xorNetwork: { correct: number, loss: number, hidden: 3 },
      seeds: { of: 2, solved: number },
      twoEnough: { of: 2, solved: number },
      relu: [1, 2, 4, 8, 16].map((k) => ({ k, error: number })),
    });
  });

  it("has an error that falls with each doubling of the ReLUs", async () => {
    const { relu } = (await run(3, { seeds: 1 })).results;
    for (let i = 1; i < relu.length; i++) expect(relu[i]!.error).toBeLessThan(relu[i - 1]!.error);
  });

  it("draws the two bends of two units, and shows a start that works beside one that is stuck", async () => {
    const { exhibits, results } = await run(0, { hidden: 2, seeds: 20 });
    expect(results.xorNetwork).toMatchObject({ correct: 3, hidden: 2 });
    const title = "What the network makes of the square";
    const stuck = plotOf(exhibits, `${title}, from start 0`);
    expect(stuck.series.map(({ name }) => name)).toEqual([
      "yes",
      "no",
      "here it says yes",
      "unit 1 bends",
      "unit 2 bends",
    ]);
    const works = plotOf(exhibits, `${title}, from start 9`);
    const { points } = works.series.find(({ name }) => name === "here it says yes")!;
    const saysYes = (a: number, b: number) => points.some(([x, y]) => Math.abs(x - a) < 0.3 && Math.abs(y - b) < 0.3);
    expect([saysYes(-1, -1), saysYes(-1, 1), saysYes(1, -1), saysYes(1, 1)]).toEqual([false, true, true, false]);
    expect(stuck.note).not.toContain("back to back");
    expect(works.note).toContain("back to back");
    expect(JSON.stringify(exhibits)).toContain("Stuck: at a yes and at a no all units give 0");
  });

  it("writes no as 0 when asked to", async () => {
    const { exhibits, results } = await run(0, { inputs: "plain", seeds: 1 });
    expect(results.xorNetwork.correct).toBe(4);
    expect(Math.abs(results.xorLinear.loss - Math.LN2)).toBeLessThan(0.01);
    expect(plotOf(exhibits, "XOR: the four corners").series[1]!.points).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});
