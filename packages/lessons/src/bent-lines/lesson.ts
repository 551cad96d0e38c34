import type { LessonOf } from "../lesson.js";

export interface BentLinesOptions {
  readonly hidden: number;
  readonly seeds: number;
  readonly lr: number;
  readonly steps: number;
  readonly inputs: string;
}

export interface BentLinesResults {
  /** How many of the four rows one line gets right; the same below. */
  readonly and: { readonly correct: number };
  readonly or: { readonly correct: number };
  readonly xorLinear: { readonly correct: number; readonly loss: number };
  readonly xorNetwork: { readonly correct: number; readonly loss: number; readonly hidden: number };
  /** Of the starts 0, 1, 2, …, those from which the network learns XOR. */
  readonly seeds: Solved;
  /** The same with two hidden units. */
  readonly twoEnough: Solved;
  /** How far a sum of k ReLUs is from a curve: the root of the mean square. */
  readonly relu: readonly { readonly k: number; readonly error: number }[];
}

export interface Solved {
  readonly of: number;
  readonly solved: number;
}

export const bentLines: LessonOf<BentLinesOptions, BentLinesResults> = {
  number: 5,
  name: "bent-lines",
  title: "Lines, bent",
  idea:
    "The model of the lesson before draws one straight line, with yes on one side and no on the other. Is that enough? For AND and OR " +
    'it is. For XOR, "one or the other, but not both", it is not, and no amount of training helps. The way out is to bend: a ' +
    "hidden unit adds up a score like any other model, and gives 0 where the score is below 0. That is called ReLU. Its one bend looks like " +
    "nothing, but a sum of such units follows any curve, and this is what neural networks are made of.",
  sources: [
    "Minsky & Papert 1969, Perceptrons (what one line cannot do)",
    "Rumelhart, Hinton & Williams 1986, Learning representations by back-propagating errors (XOR by hidden units)",
    "Nair & Hinton 2010, Rectified linear units improve restricted Boltzmann machines (ReLU)",
  ],
  options: {
    hidden: { kind: "integer", default: 8, least: 1, most: 1000, about: "hidden units of the network for XOR" },
    seeds: {
      kind: "integer",
      default: 100,
      least: 1,
      most: 10_000,
      about: "random starts to try, from 0 on",
      keepsChecks: true,
    },
    lr: { kind: "number", default: 0.03, above: 0, about: "how far a step of the network for XOR goes" },
    steps: { kind: "integer", default: 500, least: 1, about: "steps of the network for XOR" },
    inputs: {
      kind: "choice",
      choices: ["centred", "plain"],
      default: "centred",
      about: "how no and yes are written: −1 and +1 (centred), or 0 and 1 (plain)",
    },
  },
  published: {
    and: { correct: 4 },
    or: { correct: 4 },
    xorLinear: { correct: 3, loss: Math.LN2 },
    xorNetwork: { correct: 4, hidden: 8 },
  },
  seconds: 1,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};
