import type { LessonOf } from "../lesson.js";

export interface OneWeightOptions {
  readonly lr: number;
  readonly steps: number;
}

export const oneWeight: LessonOf<OneWeightOptions> = {
  number: 2,
  name: "one-weight",
  title: "A derivative, and one weight",
  idea:
    "A model with one number in it: weight = c · height. To find c, ask how the error changes when c changes a little. That " +
    "is the derivative; a step against it makes the error smaller, and many steps find the c that fits.",
  sources: ["Cauchy 1847, the method of steepest descent"],
  options: {
    lr: { kind: "number", default: 1e-5, above: 0, about: "how far a step goes" },
    steps: { kind: "integer", default: 15, least: 1, about: "steps on the 100 people" },
  },
  input: { kind: "table", columns: ["height", "weight"] },
  published: { coefficient: 0.32, prediction162: 52 },
  seconds: 1,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};
