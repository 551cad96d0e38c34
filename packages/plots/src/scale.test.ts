import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleOf } from "./scale.js";

const labels = (...args: Parameters<typeof scaleOf>) => scaleOf(...args).ticks.map(({ label }) => label);

const ticks = (low: number, high: number, most: number) =>
  scaleOf({ label: "", range: [low, high] }, [], most).ticks.map(({ value }) => value);

describe("ticks", () => {
  it("are round numbers", () => {
    expect(ticks(10, 500, 6)).toEqual([100, 200, 300, 400, 500]);
    expect(ticks(1.6, 4.2, 6)).toEqual([2, 2.5, 3, 3.5, 4]);
  });

  it("lie in the range, few enough of them, whatever its size", () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        value,
        value,
        fc.integer({ min: -99, max: 99 }),
        fc.integer({ min: 3, max: 9 }),
        (a, b, power, most) => {
          const { domain, ticks, place } = scaleOf({ label: "" }, [a * 10 ** power, b * 10 ** power], most);
          expect(ticks.length).toBeGreaterThan(0);
          expect(ticks.length).toBeLessThanOrEqual(most);
          expect(domain[0]).toBeLessThan(domain[1]);
          for (const { value } of ticks) expect(Math.abs(place(value) - 0.5)).toBeLessThan(0.5 + 1e-6);
        },
      ),
    );
  });
});

describe("scaleOf", () => {
  it("begins and ends at a tick when it may", () => {
    const scale = scaleOf({ label: "loss" }, [0.13, 2286], 7, true);
    expect(scale.ticks.map(({ label }) => label)).toEqual(["0", "500", "1,000", "1,500", "2,000", "2,500"]);
    expect([0, 1250, 2500].map(scale.place)).toEqual([0, 0.5, 1]);
  });

  it("keeps to a range that is given", () => {
    const scale = scaleOf({ label: "share", range: [0.15, 1] }, [0.4, 3], 7, true);
    expect(scale.place(0.15)).toBe(0);
    expect(scale.place(1)).toBe(1);
  });

  it("takes a range from either end, and gives one without a width some room", () => {
    expect(scaleOf({ label: "", range: [1, 0] }, [], 7).domain).toEqual([0, 1]);
    expect(scaleOf({ label: "", range: [2, 2] }, [], 7).domain).toEqual([1, 3]);
  });

  it("has powers of ten at equal distances on a log axis", () => {
    const scale = scaleOf({ label: "loss", log: true }, [0.02, 700], 7, true);
    expect(scale.ticks.map(({ label }) => label)).toEqual(["0.01", "0.1", "1", "10", "100", "1,000"]);
    expect(scale.place(1)).toBeCloseTo(0.4, 12);
    expect([0, -1, Number.NaN, Number.POSITIVE_INFINITY].map(scale.place)).toEqual([NaN, NaN, NaN, NaN]);
  });

  it("writes numbers as they are read", () => {
    expect(labels({ label: "" }, [0, 100_000], 6)).toEqual(["0", "20,000", "40,000", "60,000", "80,000", "100,000"]);
    expect(labels({ label: "" }, [-0.2, 0.2], 6)).toEqual(["−0.2", "−0.1", "0.0", "0.1", "0.2"]);
    expect(labels({ label: "" }, [0, 3e-6], 6)).toEqual(["0", "1e-6", "2e-6", "3e-6"]);
    expect(labels({ label: "" }, [1.00001, 1.00003], 4)).toEqual(["1.00001", "1.00002", "1.00003"]);
    expect(labels({ label: "" }, [1e7, 3e7], 6)).toEqual(["1.0e7", "1.5e7", "2.0e7", "2.5e7", "3.0e7"]);
    expect(labels({ label: "", log: true }, [1e-12, 1e12], 4)).toEqual(["1e-7", "1", "1e7"]);
    expect(labels({ label: "", log: true }, [1, 16], 7)).toEqual(["1", "2", "5", "10"]);
    expect(labels({ label: "", log: true }, [3, 4.2], 7)).toEqual(["3.0", "3.2", "3.4", "3.6", "3.8", "4.0", "4.2"]);
  });

  it("gives one value, or none, some room", () => {
    expect(scaleOf({ label: "" }, [0.7], 7, true).place(0.7)).toBeGreaterThan(0.2);
    expect(scaleOf({ label: "", log: true }, [5], 7, true).place(5)).toBeGreaterThan(0.2);
    expect(labels({ label: "" }, [], 7).length).toBeGreaterThan(1);
    expect(labels({ label: "", log: true }, [-1], 7).length).toBeGreaterThan(1);
  });
});
