import type { LessonOf } from "../lesson.js";

export interface YesOrNoOptions {
  readonly lr: number;
  readonly steps: number;
  readonly people: number;
}

export interface YesOrNoResults {
  readonly coefficients: { readonly sleep: number; readonly exercise: number; readonly bias: number };
  readonly loss: number;
  /** The share of the people who are told right. */
  readonly accuracy: number;
  /** For 6.39 h of sleep and 9.43 min of exercise; the probability is that of the disease. */
  readonly prediction: { readonly probability: number; readonly label: "sick" | "healthy" };
  /** The weights with the least loss there is; null where there are none. */
  readonly newton: {
    readonly sleep: number;
    readonly exercise: number;
    readonly bias: number;
    readonly loss: number;
  } | null;
  /** Why `newton` is null. */
  readonly newtonReason?: string;
  /** Where sick and healthy are equally likely: exercise = slope · sleep + intercept. */
  readonly boundary: { readonly slope: number; readonly intercept: number };
}

export const yesOrNo: LessonOf<YesOrNoOptions, YesOrNoResults> = {
  number: 4,
  name: "yes-or-no",
  title: "Yes or no",
  idea:
    "Is somebody sick, or healthy? The answer is no amount, as a weight was, but a yes or a no; and where nobody can be sure, a " +
    "probability is the honest answer. So the model adds up a score, as before: a weight times the hours of sleep, another times the " +
    "minutes of exercise, and a number of its own. Then it bends the score into a probability between 0 and 1. The rest is as in " +
    "the lesson before: measure how wrong the answers are, and change the three numbers a little, again and again, so that it gets less.",
  sources: [
    "Cox 1958, The regression analysis of binary sequences (the model)",
    "McCullagh & Nelder 1989, Generalized Linear Models (Newton's method for it)",
    "Albert & Anderson 1984 (when there is no best model)",
  ],
  options: {
    lr: { kind: "number", default: 1e-3, above: 0, about: "how far a step goes" },
    steps: { kind: "integer", default: 1_000_000, least: 1, about: "steps of gradient descent" },
    people: { kind: "integer", default: 100, least: 10, most: 100_000, about: "people in the drawn table" },
  },
  input: { kind: "table", columns: ["sleep", "exercise", "disease"] },
  published: {
    coefficients: { sleep: -2.07, exercise: -0.42, bias: 16.25 },
    loss: 0.13,
    prediction: { label: "healthy" },
  },
  seconds: 2,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};
