type Program = () => Promise<{ readonly default: string }>;

/** A program for each lesson that can be copied and run as it is. */
export const programs: Readonly<Record<number, readonly [name: string, load: Program]>> = {
  1: ["counting.ts", () => import("../../../../packages/lessons/examples/counting.ts?raw")],
  2: ["one-weight.ts", () => import("../../../../packages/lessons/examples/one-weight.ts?raw")],
  3: ["several-weights.ts", () => import("../../../../packages/lessons/examples/several-weights.ts?raw")],
  4: ["yes-or-no.ts", () => import("../../../../packages/lessons/examples/yes-or-no.ts?raw")],
  5: ["bent-lines.ts", () => import("../../../../packages/lessons/examples/bent-lines.ts?raw")],
  6: ["backpropagation.ts", () => import("../../../../packages/lessons/examples/backpropagation.ts?raw")],
  7: ["digits.ts", () => import("../../../../packages/lessons/examples/digits.ts?raw")],
  8: ["vectors.ts", () => import("../../../../packages/lessons/examples/vectors.ts?raw")],
  9: ["names.ts", () => import("../../../../packages/lessons/examples/names.ts?raw")],
  10: ["attention.ts", () => import("../../../../packages/lessons/examples/attention.ts?raw")],
  11: ["gpt2.ts", () => import("../../../../packages/lessons/examples/gpt2.ts?raw")],
};
