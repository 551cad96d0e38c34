import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { outputOf } from "./network.js";
import { type BendPoint, type BendQuestion, bend } from "./play.js";
import { run } from "./run.js";

const xor: BendPoint[] = [
  [-1, -1, 0],
  [-1, 1, 1],
  [1, -1, 1],
  [1, 1, 0],
];
const question: BendQuestion = { points: xor, hidden: 8, lr: 0.03, steps: 500, seed: 0, range: [-2, 2], cells: 4 };
const host = { signal: new AbortController().signal };

describe("bend", () => {
  beforeAll(async () => {
    await init();
  });

  it("is the network of the lesson when the points are XOR", async () => {
    const options = { hidden: 8, seeds: 1, lr: 0.03, steps: 500, inputs: "centred", seed: 0 };
    const { results } = await run(options, quietHost());
    const answer = (await bend(question, host))!;
    expect(answer.loss).toBe(results.xorNetwork.loss);
    expect(answer.correct).toBe(4);
    expect(answer.atPoints.map(Math.round)).toEqual([0, 1, 1, 0]);
  });

  it("looks at the cells from the top left", async () => {
    const { yes, atPoints } = (await bend({ ...question, range: [-2, 2], cells: 2 }, host))!; // the middles are the points
    const [lowerLeft, upperLeft, lowerRight, upperRight] = atPoints;
    expect([...yes]).toEqual([upperLeft, upperRight, lowerLeft, lowerRight].map((p) => Math.fround(p!)));
  });

  it("draws each unit's line where it gives 0, and points to where it gives more", async () => {
    const { units } = (await bend({ ...question, points: [...xor, [0.5, 0, 1]], steps: 40 }, host))!;
    expect(units).toHaveLength(8);
    for (const { line, foot, awake, ...unit } of units) {
      for (const [x, y] of [...line, foot]) expect(unit.a * x + unit.b * y + unit.bias).toBeCloseTo(0, 5);
      expect(outputOf(unit, [foot[0] + awake[0], foot[1] + awake[1]])).toBeGreaterThan(0);
    }
  });

  it("has nothing to tell apart while all points are of one kind", async () => {
    expect(await bend({ ...question, points: [[0, 0, 1]] }, host)).toBeNull();
    expect(await bend({ ...question, points: [] }, host)).toBeNull();
  });

  it("ends when it is asked again", async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(bend(question, { signal: abort.signal })).rejects.toThrow("aborted");
  });
});
