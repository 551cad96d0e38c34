import { LinearRegression } from "@cairn-ml/models-classic";
import type { Host } from "../lesson.js";
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
  const model = new LinearRegression({ lr, steps, initial: initialIn(scales) });
  const losses: [number, number][] = [];
  let reachedAt: number | null = null;
  const onPoint = ({ step }: { step: number }) => {
    const weights = inUnitsOf(scales, weightsOf(model));
    losses.push([step, meanSquare(people, weights)]);
    const there = Math.abs(weights.height - best.height) < near && Math.abs(weights.sex - best.sex) < near;
    if (there && Math.abs(weights.bias - best.bias) < near) reachedAt ??= step;
  };
  await model.fit(table, y, { ...host.training("standardised", { callbacks: { onPoint } }), logEvery: 1 });
  host.signal.throwIfAborted();
  const coefficients = inUnitsOf(scales, weightsOf(model));
  return { lr, steps, reachedAt, coefficients, loss: meanSquare(people, coefficients), losses };
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
