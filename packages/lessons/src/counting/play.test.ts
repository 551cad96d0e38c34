import { describe, expect, it } from "vitest";
import { dnaSymbols, dnaTable } from "./dna.js";
import { type CountQuestion, count } from "./play.js";

const question: CountQuestion = { sequences: null, order: 1, smoothing: 0, seed: 0, drawn: 0 };

describe("count", () => {
  it("has the table of the lesson", () => {
    const { symbols, rows } = count(question)!;
    expect(symbols).toEqual([...dnaSymbols]);
    expect(rows.map(({ counts }) => counts)).toEqual(dnaTable);
    expect(rows.map(({ context }) => context)).toEqual([...dnaSymbols]);
  });

  it("counts what was typed, and says where the last letter was counted", () => {
    const { rows, last, next } = count({ ...question, sequences: ["ab", "aa"] })!;
    expect(rows).toEqual([
      { context: ".", counts: [0, 2, 0] },
      { context: "a", counts: [1, 1, 1] },
      { context: "b", counts: [1, 0, 0] },
    ]);
    expect(last).toEqual({ context: "a", symbol: "a" });
    expect(next).toEqual({ context: ".", probabilities: [0, 1, 0] });
  });

  it("goes on letter by letter: more steps are the same walk, longer", () => {
    const walkAfter = (drawn: number) => count({ ...question, drawn })!.walk.join(".");
    for (let drawn = 1; drawn < 40; drawn++) {
      expect(walkAfter(drawn).startsWith(walkAfter(drawn - 1))).toBe(true);
      expect(walkAfter(drawn)).toHaveLength(drawn);
    }
  });

  it("shows the rows that are seen most of a longer context", () => {
    const { rows, last } = count({ ...question, sequences: ["abab", "ab"], order: 2 })!;
    expect(rows.map(({ context }) => context).slice(0, 1)).toEqual(["ab"]); // three times
    expect(last).toEqual({ context: ".a", symbol: "b" });
  });

  it("has nothing to count in nothing", () => {
    expect(count({ ...question, sequences: [""] })).toBeNull();
    expect(count({ ...question, sequences: [] })).toBeNull();
  });
});
