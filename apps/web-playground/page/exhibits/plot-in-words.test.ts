import { describe, expect, it } from "vitest";
import { plotInWords } from "./plot-in-words.js";

const plot = { kind: "plot", title: "Loss", x: { label: "step" }, y: { label: "loss" } } as const;

describe("a plot in words", () => {
  it("says where a line goes, and where it turns", () => {
    const points = [
      [0, 4],
      [10, -0.5],
      [20, 1],
    ] as const;
    expect(plotInWords({ ...plot, series: [{ name: "ours", mark: "line", points }] })).toBe(
      "Loss. loss over step. ours: falls from 0, 4 to 20, 1, lowest at 10, −0.5.",
    );
  });

  it("says where points lie, and what they are called", () => {
    const points = [
      [1, 2],
      [3, 7],
    ] as const;
    const words = (labels?: readonly string[]) =>
      plotInWords({ ...plot, series: [{ name: "people", mark: "points", points, ...(labels && { labels }) }] });
    expect(words()).toContain("people: 2 points, from 1 to 3 and from 2 to 7 high.");
    expect(words(["a", "b"])).toContain("people: a at 1, 2, b at 3, 7.");
  });

  it("says that there is nothing", () => {
    const points = [[0, Number.NaN]] as const;
    expect(plotInWords({ ...plot, series: [{ name: "none", mark: "line", points }] })).toContain("none: nothing.");
  });
});
