import type { Plot, Series } from "@cairn-ml/lessons";
import fc from "fast-check";
import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { plotText } from "./plot-text.js";

const plain = picocolors.createColors(false);
const draw = (series: readonly Series[], more: Partial<Plot> = {}, columns = 60) =>
  plotText({ x: { label: "step" }, y: { label: "loss" }, series, ...more }, columns, plain);
const line = (name: string, ...points: [number, number][]): Series => ({ name, mark: "line", points });
const points = (name: string, ...points: [number, number][]): Series => ({ name, mark: "points", points });

describe("plotText", () => {
  it("tells series apart without colours", () => {
    const at = (f: (x: number) => number) => [20, 40, 60, 80, 100].map((x): [number, number] => [x, f(x)]);
    const chart = draw([
      line("training", ...at((x) => 1 + 60 / x)),
      line("another", ...at((x) => 4 - x / 50)),
      points("held-out", [50, 2.4], [100, 1.8]),
    ]);
    expect(`\n${chart}`).toMatchInlineSnapshot(`
      "
          loss
      4.0┤⠤⡀
         │ ⠈t⡀
      3.5┤⠉⠑⠒⠚⠵⢤⣀⣀
         │      ⠑⠤⡉a⠒⠒⠤⠤⣀⣀⡀
      3.0┤        ⠈⢆      ⠈⠉⠑⠒⠢⠤⠤⣀a
         │          ⠉⠢⡀            ⠉⠉⠑⠒⠤⠤⣀⣀⡀
      2.5┤            ⠈⠢⠤t⣀   o            ⠈⠉⠑⠒⠢⠤a⣀⣀
         │                 ⠉⠉⠒⠢⠤⢄⣀                  ⠉⠉⠑⠒⠤⠤⣀⣀⡀
      2.0┤                        ⠉⠉⠒⠢⠤⠤⢄t⣀⣀                ⠈⠉⠑⠒a
         │                                  ⠉⠉⠉⠑⠒⠒⠒⠤⠤⠤⠤⠤⢄t⣀⣀⣀⣀⡀ o
      1.5┤                                                    ⠈⠉⠉
         └────────────────────┬─────────────────────────────────┬
                             50                               100
                                   step
          ─t─ training   ─a─ another   o held-out"
    `);
  });

  it("draws one line, leaving its name to the axis", () => {
    expect(
      `\n${draw([line("loss", [0, 1], [10, 1000])], { y: { label: "loss", log: true } }, 40)}`,
    ).toMatchInlineSnapshot(`
      "
            loss
      1,000┤                               ⢀⠤
           │                            ⢀⡠⠊⠁
           │                          ⡠⠔⠁
           │                       ⢀⠔⠊
        100┤                    ⢀⠤⠊⠁
           │                  ⡠⠒⠁
           │               ⣀⠔⠉
           │            ⢀⠤⠊
         10┤         ⢀⡠⠒⠁
           │       ⡠⠔⠁
           │    ⢀⠔⠊
           │ ⢀⡠⠊⠁
          1┤⠔⠁
           └┬───────────────┬───────────────┬
            0               5              10
                          step"
    `);
  });

  it("leaves out what cannot be shown, and interrupts the line there", () => {
    const gap = draw(
      [line("a", [0, 1], [1, 1], [2, Number.NaN], [3, Number.NEGATIVE_INFINITY], [4, 1]), points("b")],
      {},
      40,
    );
    expect(gap).toMatch(/┤\u2824{5,12} +•/u);
    expect(gap).toContain("o b (none)");
  });

  it("cuts a line at the ends of a given range", () => {
    const range = [0, 1] as const;
    const chart = draw(
      [line("boundary", [-1e6, 1e6], [1e6, -1e6])],
      { x: { label: "x", range }, y: { label: "y", range } },
      40,
    );
    expect(chart).toMatch(/^1\.0┤\u2809?/mu);
    expect(chart.match(/[\u2801-\u28ff]/gu)!.length).toBeGreaterThan(0);
  });

  it("says when there is nothing to draw", () => {
    expect(draw([line("loss")])).toBe("(nothing to draw: no points)");
  });

  it("hides no line behind points, colours nothing unless asked, and marks few series alike", () => {
    const crowd = Array.from({ length: 1000 }, (_, i): [number, number] => [i % 40, Math.floor(i / 40)]);
    const chart = draw([points("crowd", ...crowd), line("line", [0, 12], [39, 12])]);
    expect(chart.match(/[\u2801-\u28ff]/gu)!.length).toBeGreaterThan(50);
    expect(chart).not.toContain("\u001b");
    const many = draw(["a", "b", "c", "d", "e", "f"].map((name, i) => points(name, [i, i])));
    for (const mark of "ox+*#%") expect(many).toContain(mark);
  });

  it("stays within the width and 20 lines, whatever is drawn", () => {
    const value = fc.oneof(
      fc.double({ min: -1e12, max: 1e12 }),
      fc.double(),
      fc.constantFrom(0, 1, -1, 1e308, -1e308, 5e-324),
    );
    const series = fc.record({
      name: fc.constantFrom("people", "the model"),
      mark: fc.constantFrom("line" as const, "points" as const),
      points: fc.array(fc.tuple(value, value), { maxLength: 20 }),
    });
    const axis = fc.record({ label: fc.constant("x"), log: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(series, { maxLength: 4 }),
        axis,
        axis,
        fc.integer({ min: 40, max: 120 }),
        (all, x, y, columns) => {
          const lines = draw(all, { x, y }, columns).split("\n");
          expect(lines.length).toBeLessThanOrEqual(21);
          expect(Math.max(...lines.map((text) => text.length))).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });
});
