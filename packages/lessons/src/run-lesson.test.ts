import { describe, expect, it } from "vitest";
import { near } from "./check.js";
import type { Host, LessonOf } from "./lesson.js";
import { findLesson, lessons } from "./lessons.js";
import { quietHost } from "./quiet-host.test-tools.js";
import { runLesson } from "./run-lesson.js";

interface Options {
  readonly lr: number;
  readonly steps: number;
  readonly name?: string;
  readonly all: boolean;
}

const lesson: LessonOf<Options, { given: object }> = {
  ...{ number: 99, name: "a-lesson", title: "A lesson", idea: "It gives back what it was given.", sources: [] },
  options: {
    lr: { kind: "number", default: 0.1, above: 0, about: "a rate" },
    steps: { kind: "integer", default: 5, least: 1, most: 9, about: "steps" },
    name: { kind: "text", about: "a name", keepsChecks: true },
    all: { kind: "flag", about: "all of it" },
  },
  published: { lr: 0.1 },
  seconds: 1,
  run: async (given) => ({
    results: { given },
    checks: [near("lr", given.lr, 0.1, 0.01)],
    exhibits: [],
    suggestions: [],
  }),
};
const run = (options: Record<string, unknown>, host: Host = quietHost()) =>
  runLesson(lesson, { options, host, seed: 7 });

describe("runLesson", () => {
  it("fills in the defaults, and checks against what was published", async () => {
    const { results, options, changed, checks } = await run({});
    expect(results).toEqual({ given: { lr: 0.1, steps: 5, all: false, seed: 7 } });
    expect(options).toEqual({ lr: 0.1, steps: 5, all: false });
    expect(changed).toEqual([]);
    expect(checks).toEqual([{ name: "lr", value: 0.1, expected: 0.1, tolerance: 0.01, relation: "near", ok: true }]);
  });

  it.each([[{ lr: 0.2 }], [{ steps: 6 }], [{ all: true }]])("checks nothing when %j was changed", async (options) => {
    const { changed, checks, comparisons } = await run(options);
    expect(changed).toEqual(Object.keys(options));
    expect(checks).toEqual([]);
    expect(comparisons).toHaveLength(1);
  });

  it("goes on checking where only what is shown was changed", async () => {
    expect((await run({ name: "x", lr: 0.1 })).checks).toHaveLength(1);
  });

  it("checks nothing for other data", async () => {
    const input = { kind: "text", name: "my.csv", text: "a\n1" } as const;
    expect((await run({}, { ...quietHost(), input })).changed).toEqual(["from"]);
  });

  it.each([
    [{ lr: 0 }, "a number above 0"],
    [{ lr: Number.NaN }, "a number above 0"],
    [{ steps: 10 }, "a whole number from 1 to 9"],
    [{ steps: 1.5 }, "a whole number from 1 to 9"],
    [{ rate: 1 }, "lr, steps, name, all"],
    [{ all: "yes" }, "true or false"],
    [{ name: 5 }, "a text"],
  ])("refuses %j", async (options, expected) => {
    await expect(run(options)).rejects.toThrow(expected);
  });

  it("says what is wrong with an option", async () => {
    await expect(run({ steps: 0 })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: lesson 99: steps is not a whole number from 1 to 9.
        given:    0
        expected: a whole number from 1 to 9
        fix:      give a whole number from 1 to 9; the lesson's own is 5]
    `);
  });
});

describe("lessons", () => {
  it("have numbers in order and names of their own", () => {
    const numbers = lessons.map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(new Set(lessons.map(({ name }) => name)).size).toBe(lessons.length);
  });

  it.each(lessons.map((each) => [each.name, each] as const))("%s is found by number and name", (name, each) => {
    expect(findLesson(name)).toBe(each);
    expect(findLesson(String(each.number))).toBe(each);
    expect(findLesson("no-lesson")).toBeUndefined();
  });
});
