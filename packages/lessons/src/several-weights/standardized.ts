import { LinearRegression } from "@cairn-ml/models-classic";
import type { Host } from "../lesson.js";
import { notedFit } from "../noted-fit.js";
import type { People } from "./people.js";
import type { Standardized, Weights } from "./results.js";
import { meanSquare, near, start, weightsOf } from "./walk.js";

const lr = 0.1;
const steps = 300;

/** A column's mean and standard deviation. */
interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

/** A descent, from the same start, on columns that were shifted to mean 0 and shrunk to deviation 1. */
export async function walkStandardized(
  people: People,
  best: Weights,
  host: Host,
): Promise<Standardized & { readonly losses: readonly (readonly [step: number, loss: number])[] }> {
  const { X, y } = people;
  const scales = [scaleOf(X.map(([height]) => height)), scaleOf(X.map(([, sex]) => sex))] as const;
  const table = X.map((row) => row.map((value, j) => (value - scales[j]!.mean) / scales[j]!.deviation));
  const { model, notes } = await notedFit(table, y, {
    ...{ label: "standardised", host, logEvery: 1 },
    make: () => new LinearRegression({ lr, steps, initial: initialIn(scales) }),
    note: (model, { step }) => ({ step, ...inUnitsOf(scales, weightsOf(model)) }),
  });
  const there = notes.find((at) => (["height", "sex", "bias"] as const).every((w) => Math.abs(at[w] - best[w]) < near));
  const coefficients = inUnitsOf(scales, weightsOf(model));
  const losses = notes.map((at) => [at.step, meanSquare(people, at)] as const);
  return { lr, steps, reachedAt: there?.step ?? null, coefficients, loss: meanSquare(people, coefficients), losses };
}

function scaleOf(column: readonly number[]): Scale {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const square = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length;
  return { mean, deviation: Math.sqrt(square) };
}

/** w x + b is (w s) ((x - m) / s) + (b + w m). */
function initialIn([height, sex]: readonly [Scale, Scale]): { coefficients: number[]; intercept: number } {
  return {
    coefficients: [start.height * height.deviation, start.sex * sex.deviation],
    intercept: start.bias + start.height * height.mean + start.sex * sex.mean,
  };
}

function inUnitsOf([forHeight, forSex]: readonly [Scale, Scale], scaled: Weights): Weights {
  const height = scaled.height / forHeight.deviation;
  const sex = scaled.sex / forSex.deviation;
  return { height, sex, bias: scaled.bias - height * forHeight.mean - sex * forSex.mean };
}
