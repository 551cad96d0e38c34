import { LinearRegression } from "@cairn-ml/models-classic";
import type { Host } from "../lesson.js";
import { notedFit } from "../noted-fit.js";
import type { People } from "./people.js";
import type { TraceRow } from "./results.js";

/** The example of the series: cm, kg. */
export const example = { height: 161, actual: 47.81357 };

interface Descent {
  readonly lr: number;
  readonly steps: number;
  /** c before the first step; 0 unless given. */
  readonly start?: number;
  readonly host: Host;
  readonly label: string;
  readonly kept?: boolean;
}

export interface Walk {
  readonly model: LinearRegression;
  readonly notes: readonly Note[];
}

/** What is known after a step. */
interface Note {
  readonly step: number;
  /** Before the step, as `fit` computed it; with longer distances between the notes the mean since the one before. */
  readonly lossBefore: number;
  readonly coefficient: number;
}

/** weight = c · height, with c after each step. */
export async function descend(
  { heights, weights }: People,
  { lr, steps, start, host, label, kept = false }: Descent,
): Promise<Walk> {
  const X = heights.map((height) => [height]);
  const initial = start === undefined ? {} : { initial: { coefficients: [start] } };
  const { model, notes } = await notedFit(X, weights, {
    ...{ label, host, kept, logEvery: Math.max(1, Math.floor(steps / 200)) },
    make: () => new LinearRegression({ lr, steps, fitIntercept: false, ...initial }),
    note: ({ coefficients: [c] }, { step, loss }) => ({ step, lossBefore: loss!, coefficient: c! }),
  });
  return { model, notes };
}

/** Five steps on one example, with everything that is worked out on the way. */
export async function traceExample(lr: number, host: Host): Promise<TraceRow[]> {
  const { height, actual } = example;
  const people = { heights: [height], weights: [actual] };
  const { notes } = await descend(people, { lr, steps: 5, host, label: "one example" });
  return notes.map(({ step: iteration, lossBefore: loss, coefficient: updated }, i) => {
    const coefficient = notes[i - 1]?.coefficient ?? 0;
    const predicted = coefficient * height;
    const derivative = 2 * height * (predicted - actual);
    return {
      ...{ iteration, height, coefficient, predicted, actual, loss, derivative },
      ...{ learningRate: lr, step: lr * derivative, updated },
    };
  });
}

/**
 * The rate at which each step on these people ends as far from the best c as it began, on the other side: the loss is a parabola in c,
 * bent by 2 · (mean of height²), and a step leaves 1 - rate · bend of the distance.
 */
export function largestRate({ heights }: People): number {
  return 2 / bendOf(heights);
}

export function bendOf(heights: readonly number[]): number {
  return (2 * heights.reduce((sum, height) => sum + height * height, 0)) / heights.length;
}

/** The mean square of the errors for a c. */
export function lossOf({ heights, weights }: People, c: number): number {
  return heights.reduce((sum, height, i) => sum + (c * height - weights[i]!) ** 2, 0) / heights.length;
}
