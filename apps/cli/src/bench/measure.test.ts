import { describe, expect, it, vi } from "vitest";
import { measure, ratesOf } from "./measure.js";

describe("measure", () => {
  it("finds how many steps fill a repeat, and gives the seconds of one, the best first", async () => {
    let clock = 0;
    const slow = [1, 1.5, 2, 1.25];
    let call = 0;
    const counts: number[] = [];
    vi.spyOn(performance, "now").mockImplementation(() => clock);
    const times = await measure(
      (steps) => {
        counts.push(steps);
        clock += steps * (counts.length > 12 ? 1 : slow[call++ % 4]!);
      },
      { repeats: 5, seconds: 0.1 },
    );
    vi.restoreAllMocks();
    expect(times).toHaveLength(5);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeCloseTo(1e-3);
    for (const steps of counts.slice(-5)) expect(steps).toBeGreaterThanOrEqual(50);
  });

  it("runs one step a repeat when a step is longer", async () => {
    let clock = 0;
    const counts: number[] = [];
    vi.spyOn(performance, "now").mockImplementation(() => clock);
    await measure(
      (steps) => {
        counts.push(steps);
        clock += 900 * steps;
      },
      { repeats: 3, seconds: 0.35 },
    );
    vi.restoreAllMocks();
    expect(counts.every((steps) => steps === 1)).toBe(true);
  });
});

it("ratesOf gives rates, or times where the unit is one", () => {
  expect(ratesOf([0.1, 0.2], "steps/s")).toEqual([10, 5]);
  expect(ratesOf([0.1, 0.2], "tokens/s", 768)).toEqual([7680, 3840]);
  expect(ratesOf([1e-6, 2e-6], "µs/op")).toEqual([1, 2]);
});
