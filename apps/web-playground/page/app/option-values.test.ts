import { lessons } from "@cairn-ml/lessons";
import { describe, expect, it } from "vitest";
import { optionsOfPlay } from "../lessons/lesson-play.js";
import { labelOf } from "./option-labels.js";
import { optionsForPage, problemOf, withoutProblems } from "./option-values.js";

const lesson = (number: number) => lessons.find((each) => each.number === number)!;

describe("what is wrong with a value", () => {
  const { options } = lesson(3);

  it.each([
    ["lr", "0", "“0” is not a number above 0: 0.0001 would be right."],
    ["lr", "abc", "“abc” is not a number above 0: 0.0001 would be right."],
    ["people", "2.5", "“2.5” is not a whole number from 10 to 1000000: 1000 would be right."],
  ])("is said with what would be right: %s=%s", (name, text, problem) => {
    expect(problemOf(options[name]!, text)).toBe(problem);
  });

  it("is said without a value where the lesson has none", () => {
    expect(problemOf(lesson(7).options.lr!, "-1")).toBe("“-1” is not a number above 0: give one, or clear the field.");
  });

  it("is nothing where there is none, or nothing was given", () => {
    for (const text of ["0.5", "", undefined]) expect(problemOf(options.lr!, text)).toBeUndefined();
    expect(problemOf(lesson(5).options.inputs!, "plain")).toBeUndefined();
  });

  it("does not reach the play", () => {
    const values = { lr: "0", steps: "", people: "20", seed: "x", start: "1,2" };
    expect(withoutProblems(lesson(3), values)).toEqual({ people: "20", start: "1,2" });
  });
});

describe("the controls of the page", () => {
  it("have no folder, and the seed only where something is drawn", () => {
    const names = lessons.map((each) => Object.keys(optionsForPage(each)));
    for (const name of ["frames", "model", "verify", "heldOut"]) expect(names.flat()).not.toContain(name);
    expect(names.flatMap((each, i) => (each.includes("seed") ? [] : [lessons[i]!.number]))).toEqual([6, 8]);
  });

  it("have labels of plain words", () => {
    for (const name of lessons.flatMap((each) => Object.keys(optionsForPage(each)))) {
      expect(labelOf(name)).not.toMatch(/[A-Z][a-z]*[A-Z]|^lr$/);
    }
  });

  it("are named by the plays as the lessons name them", () => {
    for (const each of lessons) {
      expect(Object.keys(optionsForPage(each))).toEqual(expect.arrayContaining([...(optionsOfPlay[each.name] ?? [])]));
    }
  });
});
