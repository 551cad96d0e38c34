import type { LessonOf } from "../lesson.js";

export interface BackpropagationOptions {
  readonly a: number;
  readonly b: number;
  readonly d: number;
  readonly lr: number;
  readonly steps: number;
}

export interface NodeResult {
  readonly value: number;
  /** How many times as much e changes when this changes a little. */
  readonly grad: number;
}

export interface BackpropagationResults {
  readonly nodes: Readonly<Record<"a" | "b" | "c" | "d" | "e", NodeResult>>;
  /** The values after the steps. */
  readonly updated: Readonly<Record<"a" | "b" | "c" | "d" | "e", number>>;
  /** The same with r = relu(c) between c and e. */
  readonly relu: {
    readonly nodes: Readonly<Record<"a" | "b" | "c" | "r" | "d" | "e", NodeResult>>;
    readonly updated: Readonly<Record<"a" | "b" | "c" | "r" | "d" | "e", number>>;
  };
}

const inputs = { kind: "number", least: -1e6, most: 1e6 } as const;

export const backpropagation: LessonOf<BackpropagationOptions, BackpropagationResults> = {
  number: 6,
  name: "backpropagation",
  title: "Backpropagation, by hand",
  idea:
    "To learn, a model must know for each of its numbers: if I raise this one a little, does the result rise or fall, and how " +
    "fast? With a million numbers it would take a million trials to find out. Backpropagation finds all of the answers in one walk: " +
    "write the calculation down as a graph, one operation at each node, and go through it backwards. At each node only a " +
    "rule of one line is needed. Here it is done with three numbers, so that you can follow each step with a pencil.",
  sources: [
    "Linnainmaa 1970, the backward walk (reverse accumulation)",
    "Rumelhart, Hinton & Williams 1986, Learning representations by back-propagating errors",
  ],
  options: {
    a: { ...inputs, default: 4, about: "the first factor" },
    b: { ...inputs, default: -2, about: "the second factor" },
    d: { ...inputs, default: 5, about: "what is added to a·b" },
    lr: { kind: "number", default: 0.1, above: 0, most: 1000, about: "how far a step goes" },
    steps: { kind: "integer", default: 1, least: 1, most: 1000, about: "steps against the gradient" },
  },
  published: {
    nodes: {
      a: { value: 4, grad: -2 },
      b: { value: -2, grad: 4 },
      c: { value: -8, grad: 1 },
      d: { value: 5, grad: 1 },
      e: { value: -3, grad: 1 },
    },
    updated: { a: 4.2, b: -2.4, d: 4.9, e: -5.2 },
    relu: { nodes: { e: { value: 5 } }, updated: { a: 4, b: -2, d: 4.9 } },
  },
  seconds: 1,
  seedless: true,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};
