import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { type DescentQuestion, descent } from "./play.js";
import { run } from "./run.js";

const host = { tell() {}, signal: new AbortController().signal };
const options = { seed: 0, people: 100, noise: 0.15, lr: 1e-5, steps: 15 };
const question: DescentQuestion = { ...options, start: 0, range: [-0.4, 1] };

describe("descent", () => {
  beforeAll(async () => {
    await init();
  });

  it("is the way of the lesson", async () => {
    const { results } = await run(options, quietHost());
    const { path, largestRate } = await descent(question, host);
    expect(path.slice(1).map(([c, loss]) => ({ coefficient: c, loss }))).toEqual(
      results.history.map(({ coefficient, loss }) => ({ coefficient, loss })),
    );
    expect(largestRate).toBe(results.largestRate);
  });

  it("begins where it is told, and ends at the same bottom", async () => {
    const left = await descent({ ...question, steps: 50 }, host);
    const right = await descent({ ...question, steps: 50, start: 0.9 }, host);
    expect(right.path[0]![0]).toBe(0.9);
    expect(right.path.at(-1)![0]).toBeCloseTo(left.path.at(-1)![0], 6);
  });

  it("is that of the reader's own people", async () => {
    const own = { name: "mine.csv", text: "height,weight\n150,60\n200,80" };
    const { path } = await descent({ ...question, steps: 50, own }, host);
    expect(path.at(-1)![0]).toBeCloseTo(0.4, 4);
  });

  it("stops while its numbers are finite", async () => {
    const { path } = await descent({ ...question, lr: 1e-3, steps: 1000 }, host);
    expect(path.length).toBeLessThan(100);
    expect(path.flat().every(Number.isFinite)).toBe(true);
  });
});
