import type { LessonOf } from "../lesson.js";
import type { SeveralWeightsResults } from "./results.js";

export interface SeveralWeightsOptions {
  readonly lr: number;
  readonly steps: number;
  readonly people: number;
  readonly noise: number;
}

export const severalWeights: LessonOf<SeveralWeightsOptions, SeveralWeightsResults> = {
  number: 3,
  name: "several-weights",
  title: "Several weights",
  idea:
    "Height alone does not say what somebody weighs. Here a model has three numbers to learn: kilograms for each metre of height, " +
    "kilograms more or less for a woman (sex is 1 for a woman, 0 for a man), and a bias, the same for everybody: " +
    "weight = height · (height in metres) + sex · (0 or 1) + bias. Each of the three has a derivative of its own, which says how the error changes " +
    "when this number alone is moved; a step moves all three at once, each against its derivative. Then we ask what the " +
    "result is worth: how far from the best possible numbers does it end, and why?",
  sources: [
    "Cauchy 1847, the method of steepest descent",
    "Golub & Van Loan 2013, “Matrix Computations”: least squares by reflections (5.3.2), singular values (8.6.3)",
    "the people are drawn by Cairn: 45 · height − 10 · sex + 5, with normal noise",
  ],
  options: {
    lr: { kind: "number", default: 1e-4, above: 0, about: "the learning rate: how far a step goes" },
    steps: {
      kind: "integer",
      default: 100_000,
      least: 1,
      most: 100_000_000,
      about: "steps, each on all people at once",
    },
    people: { kind: "integer", default: 1000, least: 10, most: 1_000_000, about: "how many people are drawn" },
    noise: {
      ...{ kind: "number", default: 0.03, least: 0, most: 1 },
      about: "how far weights stray (standard deviation), as a share of the weight",
    },
  },
  input: { kind: "table", columns: ["height", "sex", "weight"] },
  published: {
    coefficients: { height: 36.15, sex: -10.07, bias: 20.15 },
    loss: 6.1,
    predictions: { male165: 79.79, female165: 69.72 },
  },
  seconds: 1,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};
