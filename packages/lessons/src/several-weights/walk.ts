import { LinearRegression } from "@cairn-ml/models-classic";
import type { Host } from "../lesson.js";
import { notedFit } from "../noted-fit.js";
import type { SeveralWeightsOptions } from "./lesson.js";
import type { People } from "./people.js";
import type { HistoryPoint, Weights, WeightsAtStep } from "./results.js";

/** Where the series begins. */
export const start: Weights = { height: -0.14, sex: 0.65, bias: 0.5 };

/** How near a weight must be to the best to count as there. */
export const near = 0.01;

const points = 200; // of a history, about

export interface Walk {
  readonly model: LinearRegression;
  readonly path: readonly HistoryPoint[];
}

/** The descent of the series, with the weights on the way. */
export async function walkDown(people: People, { lr, steps }: SeveralWeightsOptions, host: Host): Promise<Walk> {
  const { model, notes } = await notedFit(people.X, people.y, {
    ...{ label: "three weights", host, kept: true, note },
    logEvery: Math.max(1, Math.floor(steps / points)),
    make: () => new LinearRegression({ lr, steps, initial: initialOf(start) }),
  });
  return { model, path: notes.map((at) => ({ ...at, loss: meanSquare(people, at) })) };
}

/**
 * The first steps once more, with a note at each: until the sex weight, which rises at first, falls. The same steps are the same
 * weights, bit for bit.
 */
export async function walkAgain(
  { X, y }: People,
  { lr, path, host }: { lr: number; path: Walk["path"]; host: Host },
): Promise<WeightsAtStep[]> {
  const top = highest(path);
  const steps = Math.min(path.at(-1)!.step, path[top + 1]?.step ?? Number.POSITIVE_INFINITY, mostNotes);
  const { notes } = await notedFit(X, y, {
    ...{ label: "the beginning, step by step", host, logEvery: 1, note },
    make: () => new LinearRegression({ lr, steps, initial: initialOf(start) }),
  });
  return notes;
}

const mostNotes = 50_000;

function note(model: LinearRegression, { step }: { readonly step: number }): WeightsAtStep {
  return { step, ...weightsOf(model) };
}

/** Where the sex weight is highest. */
export function highest(path: readonly WeightsAtStep[]): number {
  return path.reduce((top, { sex }, i) => (sex > path[top]!.sex ? i : top), 0);
}

export function initialOf({ height, sex, bias }: Weights): { coefficients: number[]; intercept: number } {
  return { coefficients: [height, sex], intercept: bias };
}

export function weightsOf(model: LinearRegression): Weights {
  const [height, sex] = model.coefficients;
  return { height: height!, sex: sex!, bias: model.intercept };
}

/** The mean square of the errors, in float64. */
export function meanSquare({ X, y }: People, { height, sex, bias }: Weights): number {
  return X.reduce((sum, [h, s], i) => sum + (height * h + sex * s + bias - y[i]!) ** 2, 0) / y.length;
}
