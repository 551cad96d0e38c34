import { LogisticRegression } from "@cairn-ml/models-classic";
import type { TextFile } from "../option.js";
import type { PlayHost } from "../play.js";
import { logLoss, logLossSlope, probabilityOf, squaredError, squaredErrorSlope } from "./log-loss.js";
import { publishedPeople } from "./people.js";
import { readPeople } from "./read-people.js";

type Pair = readonly [x: number, y: number];

/** Somebody: hours of sleep, minutes of exercise, and whether they are sick (1). */
export type PlayPerson = readonly [sleep: number, exercise: number, sick: 0 | 1];

export interface BoundaryQuestion {
  readonly people: readonly PlayPerson[];
  /** What is looked at, and how many cells along each axis. */
  readonly sleep: Pair;
  readonly exercise: Pair;
  readonly cells: number;
  /** Of the descent, on columns of mean 0 and deviation 1. */
  readonly lr: number;
  readonly steps: number;
}

export interface BoundaryAnswer {
  /** In the units of the table. */
  readonly coefficients: Pair;
  readonly bias: number;
  /** How likely the disease is in the middle of each cell, rows from the top. */
  readonly sick: Float32Array;
  /** Two places of the line where sick and healthy are equally likely; null where there is no such line. */
  readonly line: readonly [from: Pair, to: Pair] | null;
  readonly loss: number;
  readonly correct: number;
}

const mostPeople = 60; // more can be neither told apart nor dragged

/** The people of the series, where the play begins; of the reader's own table the first. */
export function firstPeople({ own }: { readonly own?: TextFile }): PlayPerson[] {
  const people = own ? readPeople(own) : publishedPeople;
  return people.slice(0, mostPeople).map(({ sleep, exercise, disease }) => [sleep, exercise, disease]);
}

/** The boundary that a descent finds, on columns of mean 0 and deviation 1; null while all are sick, or all healthy. */
export async function boundary(
  { people, sleep, exercise, cells, lr, steps }: BoundaryQuestion,
  { signal }: Pick<PlayHost, "signal">,
): Promise<BoundaryAnswer | null> {
  const y = people.map(([, , sick]) => sick);
  if (new Set(y).size < 2) return null;
  const { rows, scales } = standardize(people);
  const model = new LogisticRegression({ lr, steps });
  await model.fit(rows, y, { signal, logEvery: steps });
  signal.throwIfAborted();
  const coefficients = model.coefficients.map((w, j) => w / scales[j]!.deviation) as unknown as Pair;
  const bias = model.intercept - coefficients.reduce((sum, w, j) => sum + w * scales[j]!.mean, 0);
  const scoreAt = (x: number, y: number) => coefficients[0] * x + coefficients[1] * y + bias;
  return {
    coefficients,
    bias,
    sick: cellsOf(sleep, exercise, cells, (x, y) => probabilityOf(scoreAt(x, y))),
    line: lineOf(coefficients, bias, sleep, exercise),
    loss: meanOf(people, ([x, y, sick]) => logLoss(scoreAt(x, y), sick)),
    correct: people.filter(([x, y, sick]) => scoreAt(x, y) > 0 === (sick === 1)).length,
  };
}

export interface SurfacesQuestion {
  readonly people: readonly PlayPerson[];
  /** Where both descents begin: a weight for a deviation of sleep, and one of exercise. */
  readonly start: Pair;
  readonly lr: number;
  readonly steps: number;
  /** Both weights from and to. */
  readonly range: Pair;
  readonly cells: number;
}

export interface Surface {
  /** The loss in the middle of each cell, rows from the top. */
  readonly losses: Float32Array;
  readonly path: readonly (readonly [first: number, second: number, loss: number])[];
}

/** The two losses over the two weights, with the bias at 0 and columns of mean 0 and deviation 1, and a descent on each. */
export function surfaces(question: SurfacesQuestion): { readonly log: Surface; readonly squared: Surface } {
  const { rows } = standardize(question.people);
  const examples = rows.map(([a, b], i) => [a, b, question.people[i]![2]] as const);
  return {
    log: surfaceOf(question, examples, logLoss, logLossSlope),
    squared: surfaceOf(question, examples, squaredError, squaredErrorSlope),
  };
}

type OfScore = (score: number, truth: 0 | 1) => number;

function surfaceOf(
  { start, lr, steps, range, cells }: SurfacesQuestion,
  examples: readonly PlayPerson[],
  loss: OfScore,
  slope: OfScore,
): Surface {
  const lossAt = (v: number, w: number) => meanOf(examples, ([a, b, truth]) => loss(v * a + w * b, truth));
  let [v, w] = start;
  const path: [number, number, number][] = [[v, w, lossAt(v, w)]];
  for (let step = 0; step < steps; step++) {
    const slopes = examples.map(([a, b, truth]) => slope(v * a + w * b, truth));
    const [dv, dw] = [0, 1].map((j) => meanOf(examples, (example, i) => slopes[i]! * example[j]!)) as [number, number];
    [v, w] = [v - lr * dv, w - lr * dw];
    path.push([v, w, lossAt(v, w)]);
  }
  return { losses: cellsOf(range, range, cells, lossAt), path };
}

interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

/** Columns shifted to mean 0 and shrunk to deviation 1; a column that never changes is 0. */
function standardize(people: readonly PlayPerson[]): { rows: Pair[]; scales: readonly Scale[] } {
  const scales = [0, 1].map((j): Scale => {
    const mean = meanOf(people, (row) => row[j]!);
    const square = meanOf(people, (row) => (row[j]! - mean) ** 2);
    return { mean, deviation: Math.sqrt(square) || 1 };
  });
  const scaled = (value: number, { mean, deviation }: Scale) => (value - mean) / deviation;
  return { rows: people.map(([a, b]) => [scaled(a, scales[0]!), scaled(b, scales[1]!)]), scales };
}

function meanOf<T>(values: readonly T[], f: (value: T, i: number) => number): number {
  return values.length === 0 ? 0 : values.reduce((sum, value, i) => sum + f(value, i), 0) / values.length;
}

/** A function in the middles of the cells. */
function cellsOf([left, right]: Pair, [low, high]: Pair, cells: number, f: (x: number, y: number) => number) {
  const share = (i: number) => (i + 0.5) / cells;
  return Float32Array.from({ length: cells * cells }, (_, i) =>
    f(left + (right - left) * share(i % cells), high - (high - low) * share(Math.floor(i / cells))),
  );
}

/** Where a·x + b·y + bias is 0, along the axis that is crossed less steeply for its size. */
function lineOf([a, b]: Pair, bias: number, [left, right]: Pair, [low, high]: Pair): BoundaryAnswer["line"] {
  if (a === 0 && b === 0) return null;
  const isFlat = Math.abs(b) * (high - low) >= Math.abs(a) * (right - left);
  const place = (t: number): Pair => (isFlat ? [t, -(a * t + bias) / b] : [-(b * t + bias) / a, t]);
  return isFlat ? [place(left), place(right)] : [place(low), place(high)];
}
