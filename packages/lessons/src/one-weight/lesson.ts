import type { LessonOf } from "../lesson.js";
import type { OneWeightResults } from "./results.js";

export interface OneWeightOptions {
  readonly lr: number;
  readonly steps: number;
  readonly people: number;
  readonly noise: number;
}

export const oneWeight: LessonOf<OneWeightOptions, OneWeightResults> = {
  number: 2,
  name: "one-weight",
  title: "A derivative, and one weight",
  idea:
    "A program can find a number by itself, if it can tell how wrong it is and in which direction it gets better. Here the number is c in " +
    "weight = c · height. We begin with c = 0, which is quite wrong, and ask: when c grows by a little, by how much does the error grow or " +
    "shrink? The answer is a slope; in mathematics it is called a derivative. If it is uphill to larger c, we make c a little smaller, " +
    "else larger, and ask again. So first a few slopes, and then c.",
  sources: [
    "Cauchy 1847, the method of steepest descent",
    "IEEE 754-2019, numbers of 32 and 64 bits",
    "the people are drawn by Cairn: 0.32 · height, with noise",
  ],
  options: {
    lr: { kind: "number", default: 1e-5, above: 0, about: "the learning rate: how far a step goes" },
    steps: { kind: "integer", default: 15, least: 1, about: "steps, each on all people at once" },
    people: { kind: "integer", default: 100, least: 1, most: 1_000_000, about: "how many people are drawn" },
    noise: {
      ...{ kind: "number", default: 0.15, least: 0, most: 1 },
      about: "how far weights stray at most, as a share of the weight",
    },
  },
  input: { kind: "table", columns: ["height", "weight"] },
  published: {
    slopes: { line: 100, square64: 8.00001, squareAutograd: 8 },
    averages: { from3to5: 8, from7to9: 16 },
    trace: [
      { loss: 2286.14, derivative: -15395.97, updated: 0.15 },
      { loss: 530.2, derivative: -7414.39, updated: 0.23 },
      { loss: 122.96, derivative: -3570.62, updated: 0.26 },
      { loss: 28.52, derivative: -1719.54, updated: 0.28 },
      { loss: 6.61, derivative: -828.1, updated: 0.29 },
    ],
    coefficient: 0.32,
    prediction162: 52,
  },
  seconds: 1,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};
