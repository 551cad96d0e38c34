import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { drawPeople } from "./people.js";
import { type BowlQuestion, bowl } from "./play.js";
import { meanSquare } from "./walk.js";

const question: BowlQuestion = {
  ...{ seed: 0, people: 200, noise: 0.03, weights: ["height", "bias"], scaled: false, start: null },
  ...{ lr: 1e-4, steps: 1000, cells: 4 },
};

describe("bowl", () => {
  beforeAll(async () => {
    await init();
  });

  it("has the losses of the lesson", () => {
    const { path, best, bestLoss } = bowl({ ...question, weights: ["height", "sex"], steps: 3 });
    const people = drawPeople(question);
    const { best: other } = bowl({ ...question, weights: ["height", "bias"] });
    for (const [height, sex, loss] of [...path, [...best, bestLoss] as const]) {
      expect(loss).toBeCloseTo(meanSquare(people, { height, sex, bias: other[1] }), 6);
    }
  });

  it("goes down below the largest rate, and up above it", () => {
    const { largestRate } = bowl(question);
    const last = (share: number) => bowl({ ...question, lr: share * largestRate, steps: 60 }).path.at(-1)![2];
    const first = bowl(question).path[0]![2];
    expect(last(0.95)).toBeLessThan(first);
    expect(last(1.05)).toBeGreaterThan(first);
  });

  it("ends a way up before its numbers are none", () => {
    const { path, stepsTaken } = bowl({ ...question, lr: 10, steps: 100_000 });
    expect(stepsTaken).toBeLessThan(100);
    expect(path.flat().every(Number.isFinite)).toBe(true);
  });

  it("is round where the columns are scaled", () => {
    const raw = bowl(question);
    const scaled = bowl({ ...question, scaled: true, lr: 0.1, steps: 100 });
    expect(raw.conditionNumber).toBeGreaterThan(500);
    expect(scaled.conditionNumber).toBeCloseTo(1, 6);
    expect(scaled.path.at(-1)![2]).toBeCloseTo(scaled.bestLoss, 6);
    expect(scaled.bestLoss).toBeCloseTo(raw.bestLoss, 6); // the same people, told in other units
  });

  it("is that of the reader's own people", () => {
    const text = "height,sex,weight\n1.6,1,60\n1.7,1,64\n1.8,0,80\n1.9,0,84";
    const { best, bestLoss } = bowl({ ...question, weights: ["height", "sex"], own: { name: "mine.csv", text } });
    expect(best[0]).toBeCloseTo(40, 6); // 4 kg for each tenth of a metre
    expect(best[1]).toBeCloseTo(-12, 6);
    expect(bestLoss).toBeCloseTo(0, 6);
    const own = { name: "mine.csv", text: text.replace("1.9,0", "190,0") };
    expect(() => bowl({ ...question, own })).toThrow('mine.csv, line 5, column "height"');
  });

  it("thins a long way, and keeps both of its ends", () => {
    const { path, stepsTaken } = bowl({ ...question, steps: 100_000, start: [0, 0] });
    expect(stepsTaken).toBe(100_000);
    expect(path.length).toBeLessThan(360);
    expect(path[0]!.slice(0, 2)).toEqual([0, 0]);
  });
});
