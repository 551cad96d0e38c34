import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { boundary, firstPeople, type PlayPerson, surfaces } from "./play.js";

const host = { signal: new AbortController().signal };
const picture = { sleep: [0, 10], exercise: [0, 32], cells: 8, lr: 1, steps: 300 } as const;
const people = firstPeople({});
const mixed: PlayPerson[] = [...people, [3, 4, 0], [7.5, 25, 1]];

describe("boundary", () => {
  beforeAll(async () => {
    await init();
  });

  it("tells the people of the series apart", async () => {
    const { correct, coefficients, loss } = (await boundary({ people, ...picture }, host))!;
    expect(correct).toBe(10);
    expect(coefficients.every((weight) => weight < 0)).toBe(true); // sleep and exercise keep healthy
    expect(loss).toBeLessThan(0.1);
  });

  it("is a line of even odds, with the sick below it", async () => {
    const { line, coefficients, bias, sick } = (await boundary({ people: mixed, ...picture }, host))!;
    for (const [x, y] of line!) expect(coefficients[0] * x + coefficients[1] * y + bias).toBeCloseTo(0, 9);
    expect(sick[56]).toBeGreaterThan(0.5); // below on the left
    expect(sick[7]).toBeLessThan(0.5); // above on the right
  });

  it("begins anywhere near even odds, and turns with the steps", async () => {
    const early = (await boundary({ people: mixed, ...picture, steps: 1 }, host))!;
    const late = (await boundary({ people: mixed, ...picture }, host))!;
    expect(early.loss).toBeGreaterThan(late.loss);
    expect(early.loss).toBeLessThan(Math.LN2);
  });

  it("begins with the reader's own people, the first sixty of them", () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i % 10},${i},${i % 2}`);
    const own = { name: "mine.csv", text: ["sleep,exercise,disease", ...rows].join("\n") };
    expect(firstPeople({ own })).toHaveLength(60);
    expect(firstPeople({ own })[13]).toEqual([3, 13, 1]);
  });

  it("has nothing to tell apart while all are sick", async () => {
    expect(await boundary({ people: [[1, 1, 1]], ...picture }, host)).toBeNull();
  });

  it("has a line of nothing where all people are at one place", async () => {
    const same: PlayPerson[] = [[5, 5, 0], [5, 5, 1]]; // biome-ignore format: a table
    expect((await boundary({ people: same, ...picture }, host))!.line).toBeNull();
  });
});

describe("surfaces", () => {
  const question = { people: mixed, start: [8, 8], lr: 1, steps: 100, range: [-8, 8], cells: 16 } as const;
  const falls = ({ path }: { path: readonly (readonly number[])[] }) => path[0]![2]! - path.at(-1)![2]!;

  it("shows that squared error hardly falls from where log loss falls", () => {
    const { log, squared } = surfaces(question);
    expect(falls(log)).toBeGreaterThan(3);
    expect(falls(squared)).toBeLessThan(0.1);
    expect(squared.losses.every((loss) => loss <= 1)).toBe(true);
  });

  it("steps as an average of slopes by hand", () => {
    const two: PlayPerson[] = [
      [1, 0, 0],
      [3, 0, 1],
    ]; // standardised: −1 and 1
    const { log, squared } = surfaces({ ...question, people: two, start: [0, 0], steps: 1 });
    expect(log.path.at(-1)!.slice(0, 2)).toEqual([0.5, 0]); // p − y is ½ and −½
    expect(squared.path.at(-1)!.slice(0, 2)).toEqual([0.25, 0]); // 2 (p − y) p (1 − p)
  });
});
