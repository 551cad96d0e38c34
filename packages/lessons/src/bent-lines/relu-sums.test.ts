import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { followWave } from "./curve.js";
import { bestOfStarts, byHand, fitSum, sum } from "./relu-sums.js";
import { type TargetName, targets } from "./targets.js";

const host = { signal: new AbortController().signal };
const names = Object.keys(targets) as TargetName[];

describe("a sum of ReLUs by hand", () => {
  beforeAll(async () => {
    await init();
  });

  it.each(names)("follows %s once it is made by hand", (target) => {
    const { square, right } = sum({ target, ...byHand({ target }) });
    expect(square).toBeLessThan(target === "wave" ? 0.03 : 1e-9);
    expect(right).toBe(target === "XOR" ? 4 : null);
  });

  it("solves XOR with two units, and not with the first alone", () => {
    const { units, offset } = byHand({ target: "XOR" });
    expect(units).toHaveLength(2);
    expect(sum({ target: "XOR", units: units.slice(0, 1), offset }).right).toBe(3);
  });

  it("is drawn exactly by its ends and its bends", () => {
    const {
      pieces,
      sum: drawn,
      bends,
    } = sum({
      ...{ target: "hat", offset: 0.5 },
      units: [{ weight: 2, bias: 2, output: 1 }, { weight: 0, bias: 1, output: 1 }], // biome-ignore format: a table
    });
    expect(bends).toEqual([-1, null]);
    expect(pieces).toEqual([[[-3, 0], [-1, 0], [3, 8]], [[-3, 1], [3, 1]]]); // biome-ignore format: a table
    expect(drawn).toEqual([[-3, 1.5], [-1, 1.5], [3, 9.5]]); // biome-ignore format: a table
  });

  it("measures the mean square by hand", () => {
    expect(sum({ target: "XOR", units: [], offset: 0.5 }).square).toBe(0.25);
  });

  it("is trained from where the reader left it, and ends closer", async () => {
    const start = { target: "hat", units: [{ weight: 1, bias: 2, output: 0.5 }, { weight: -1, bias: 1, output: 0.5 }, { weight: 1, bias: 0, output: -1 }], offset: 0 } as const; // biome-ignore format: one start
    const path = await fitSum({ ...start, lr: 0.03, steps: 1000 }, host);
    const last = path.at(-1)!;
    expect(path[0]).toEqual({ step: 0, units: start.units, offset: 0, error: sum(start).error });
    expect(path.map(({ step }) => step)).toEqual(Array.from({ length: 101 }, (_, i) => 10 * i));
    expect(last.error).toBeLessThan(path[0]!.error / 2);
    expect(sum({ target: "hat", ...last }).error).toBe(last.error);
    expect(await fitSum({ ...start, lr: 0.03, steps: 1000 }, host)).toEqual(path); // the same start, the same way
  });

  it("stays where all units are silent: there is no slope", async () => {
    const units = [{ weight: 1, bias: -9, output: 1 }];
    const path = await fitSum({ target: "XOR", units, offset: 0.5, lr: 0.03, steps: 50 }, host);
    expect(path.at(-1)!.units).toEqual(units);
  });

  it("is held against the lesson's figures", async () => {
    const lesson = await followWave(0, quietHost());
    const { error } = await bestOfStarts({ k: 2, seed: 0 }, host);
    expect(error).toBe(lesson.find(({ k }) => k === 2)!.error);
  });

  it("ends when it is asked again", async () => {
    const abort = new AbortController();
    abort.abort();
    const question = { target: "hat", ...byHand({ target: "hat" }), lr: 0.03, steps: 100 } as const;
    await expect(fitSum(question, { signal: abort.signal })).rejects.toThrow("aborted");
  });
});
