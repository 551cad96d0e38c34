import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lossChart, ticks } from "./chart.js";

describe("lossChart", () => {
  it("shows both curves without colours", () => {
    const training: [number, number][] = [20, 40, 60, 80, 100].map((step) => [step, 1 + 60 / step]);
    const chart = lossChart({
      training,
      validation: [
        [50, 2.4],
        [100, 1.8],
      ],
      columns: 60,
    });
    expect(`\n${chart}`).toMatchInlineSnapshot(`
      "
        loss
      4.00┤━━━━━━━━━━━┓
          │           ┃
          │           ┃
      3.20┤           ┃
          │           ┃
          │           ┃
      2.40┤           ┗━━━━━━o━━━━┓
          │                       ┃
          │                       ┗━━━━━━━━━━━━━━━━━━━━━━┓o
      1.60┤                                              ┗━
          └┬───────────┬───────────┬──────────┬───────────┬▶
          20          40          60         80         100
                               step
        ━ training text   o held-out text"
    `);
    expect(chart).not.toContain("\u001b");
  });

  it.each([
    ["one point", [[5, 3]], [[5, 2.5]]],
    [
      "one value",
      [
        [10, 2],
        [20, 2],
      ],
      [[20, 2]],
    ],
  ] as [string, [number, number][], [number, number][]][])("draws %s in at most 15 rows", (_, training, validation) => {
    const lines = lossChart({ training, validation, columns: 80 }).split("\n");
    expect(lines.length).toBeLessThanOrEqual(15);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe("ticks", () => {
  it("are round numbers", () => {
    expect(ticks(10, 500, 6)).toEqual([100, 200, 300, 400, 500]);
    expect(ticks(1.6, 4.2, 6)).toEqual([2, 2.5, 3, 3.5, 4]);
    expect(ticks(3, 3, 6)).toEqual([3]);
  });

  it("lie in the range, no more than asked for", () => {
    const value = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const marks = ticks(low, high, 6);
        expect(marks.length).toBeGreaterThan(0);
        expect(marks.length).toBeLessThanOrEqual(6);
        for (const mark of marks) expect(mark >= low - 1e-9 * high && mark <= high * (1 + 1e-9)).toBe(true);
      }),
    );
  });
});
