import type { Plot, Series } from "@cairn-ml/lessons";
import { placeLabels } from "@cairn-ml/plots";
import fc from "fast-check";
import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { exhibitsCsv } from "./exhibits-csv.js";
import { exhibitsSvg } from "./exhibits-svg.js";
import { plotText } from "./plot-text.js";

const plain = picocolors.createColors(false);
const series = (name: string, labels: readonly string[], ...points: [number, number][]): Series => ({
  ...{ name, mark: "points", points, labels },
});
const plotOf = (...series: Series[]): Plot => ({
  ...{ kind: "plot", title: "A map", x: { label: "x" }, y: { label: "y" }, series },
});
const draw = (...series: Series[]) => plotText(plotOf(...series), 60, plain);

describe("labels in a terminal", () => {
  it("stand beside their points, on the side that is free", () => {
    const chart = draw(series("towns", ["Aden", "Bern", "Cairo", ""], [0, 0], [10, 10], [9.9, 5], [5, 5]));
    expect(chart).toContain("o Aden");
    expect(chart).toContain("Bern o");
    expect(chart).toContain("Cairo o");
    expect(chart.match(/o/g)!.length).toBeGreaterThanOrEqual(4);
  });

  it("of a letter stand in the place of the points, or next to it where that is taken", () => {
    const chart = draw(series("vowels", ["A", "E"], [0, 0], [5, 5]), series("others", ["b", "c"], [5, 5], [10, 10]));
    for (const letter of ["A", "E", "b", "c"]) expect(chart.split("\n").slice(1, -3).join("")).toContain(letter);
    expect(chart).toMatch(/Eb|bE/);
    expect(chart).toContain("AE… vowels   bc… others");
  });

  it("cover nothing, whatever the points", () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(
        fc.uniqueArray(point, { minLength: 2, maxLength: 30, selector: ([x, y]) => `${x} ${y}` }),
        (points) => {
          const bare = plotText({ ...plotOf(series("s", [], ...points)) }, 80, plain);
          const labelled = draw(
            series(
              "s",
              points.map(() => "name"),
              ...points,
            ),
          );
          const whole = labelled.match(/name/g)?.length ?? 0;
          expect(labelled.match(/[nme]/g)?.length ?? 0).toBe(3 * whole); // none is cut
          expect(bare.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe("labels in an SVG", () => {
  it("are written as text, escaped", () => {
    const svg = exhibitsSvg([plotOf(series("s", ["a <b>", "two"], [0, 0], [1, 1]))], { title: "t" });
    expect(svg).toContain("a &lt;b&gt;");
    expect(svg).toContain(">two<");
  });

  it("take a side where nothing is", () => {
    const frame = { x: 0, y: 0, width: 200, height: 100 };
    const at = (x: number, y: number, text: string) => ({ point: [x, y] as const, text, at: [x, y] as const });
    const labels = [at(10, 50, "left"), at(190, 50, "right"), at(100, 50, "one"), at(112, 50, "two")];
    const placed = placeLabels(
      labels,
      labels.map(({ at }) => at),
      frame,
    );
    const sides = placed.map(({ side }) => [Math.sign(side.dx), Math.sign(side.dy)]);
    expect(sides).toEqual([
      [1, 0],
      [-1, 0],
      [-1, 0],
      [1, 0],
    ]);
  });
});

it("the table of numbers has the labels of points", () => {
  expect(exhibitsCsv([plotOf(series("s", ["Aden"], [1, 2]))])).toBe("plot,series,x,y,label\nA map,s,1,2,Aden\n");
});
