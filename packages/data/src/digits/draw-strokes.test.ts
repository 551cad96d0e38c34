import { describe, expect, it } from "vitest";
import { drawStrokes } from "./draw-strokes.js";

describe("drawStrokes", () => {
  const rows = (strokes: number[][]) => {
    const { values } = drawStrokes(strokes, { side: 5, radius: 0.5 });
    return Array.from({ length: 5 }, (_, row) => Array.from(values).slice(5 * row, 5 * row + 5));
  };

  it("draws the line between two points", () => {
    const line = rows([[0.5, 2.5, 4.5, 2.5]]);
    expect(line[2]).toEqual([1, 1, 1, 1, 1]);
    expect(line[1]).toEqual([0, 0, 0, 0, 0]);
  });

  it("draws a dot for one point, and nothing for none", () => {
    expect(rows([[2.5, 2.5]])[2]).toEqual([0, 0, 1, 0, 0]);
    expect(
      rows([])
        .flat()
        .every((value) => value === 0),
    ).toBe(true);
  });
});
