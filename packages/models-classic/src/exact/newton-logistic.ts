import { math, ValueError } from "@cairn-ml/tensor";
import { type Rows, type Values, valuesOf } from "../rows.js";
import { factorise, solveLower, solveUpper } from "./householder.js";
import { scaledColumns } from "./scaled-columns.js";
import { columnsOf } from "./table.js";

export interface LogisticOptimum {
  readonly coefficients: readonly number[];
  readonly intercept: number;
  /** The mean log loss: no other weights have a smaller one. */
  readonly loss: number;
  readonly iterations: number;
}

/** The optimum, or why there is none. */
export type NewtonLogistic =
  | { readonly optimum: LogisticOptimum; readonly reason: null }
  | { readonly optimum: null; readonly reason: string };

const mostIterations = 100;
const enough = 1e-20; // of gᵀH⁻¹g: the loss is within half of this of its minimum
const parted = "a plane parts the classes: the larger the weights, the smaller the loss, without end";
const nearlyNothing = 1e-8; // of what a step could do for a row: what rounding leaves where it does nothing

/**
 * The weights with the smallest log loss of p = sigmoid(X w + b), by Newton's method: w ← w - H⁻¹ g, halved until the loss falls.
 *
 * There is no smallest loss where a plane parts the classes: the loss falls for ever as the weights grow. Both ways of that are
 * seen, not guessed from large weights: all rows on the right side, or a step along which no row gets worse. Rows that are as near
 * to a plane as rounding can bring them (1e-8 of the spread) count as on it.
 *
 * Shapes: X (N, D), y (N) of 0 and 1
 * DType: float64, whatever the device computes in
 * Throws: ShapeError for lengths that do not agree; ValueError for other labels than 0 and 1
 * Source: Albert & Anderson 1984, "On the existence of maximum likelihood estimates in logistic regression models"; McCullagh &
 * Nelder 1989, "Generalized Linear Models", section 2.5
 */
export function newtonLogistic(X: Rows, y: Values): NewtonLogistic {
  const op = "newtonLogistic";
  const columns = columnsOf(op, X);
  const labels = Float64Array.from(valuesOf(op, y, columns[0]!.length));
  checkLabels(op, labels);
  const signs = labels.map((label) => 2 * label - 1);
  if (signs.every((sign) => sign === signs[0])) {
    return none(`every row is of class ${labels[0]}: the further the intercept goes, the smaller the loss`);
  }
  const scaled = scaledColumns(columns);
  const { dependent } = factorise(scaled.columns.map((column) => column.slice()));
  if (scaled.constant !== undefined || dependent !== undefined) {
    return none("a column can be worked out from the others, so that many weights do equally well");
  }
  return descend(scaled.columns, signs, scaled.weightsOf);
}

const none = (reason: string): NewtonLogistic => ({ optimum: null, reason });

function descend(
  columns: readonly Float64Array[],
  signs: Float64Array,
  weightsOf: (scaled: Float64Array) => { coefficients: number[]; intercept: number },
): NewtonLogistic {
  let w: Float64Array = new Float64Array(columns.length);
  let margins = marginsOf(columns, signs, w);
  let loss = lossOf(margins);
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const { step, decrement } = newtonStep(columns, signs, margins);
    const apart = partedAlong(columns, signs, step);
    if (apart) return none(apart);
    const last = decrement <= enough;
    for (let share = 1; ; share /= 2) {
      const next = w.map((value, j) => value + share * step[j]!);
      const there = marginsOf(columns, signs, next);
      const reached = lossOf(there);
      if (!(reached <= loss * (1 + 1e-14)) && share > 1e-10) continue; // as good as the same: rounding must not stop it
      [w, margins, loss] = [next, there, reached];
      break;
    }
    if (margins.every((margin) => margin > 0)) {
      return none(parted);
    }
    if (last) return { optimum: { ...weightsOf(w), loss, iterations: iteration }, reason: null };
  }
  return none(`no minimum was found in ${mostIterations} steps`);
}

/** -H⁻¹ g and gᵀH⁻¹g, with H = Xᵀ diag(p (1 - p)) X = RᵀR: R is made without making H. */
function newtonStep(columns: readonly Float64Array[], signs: Float64Array, margins: Float64Array) {
  const wrong = margins.map((margin) => math.sigmoid(-margin)); // how far the probability is from the label
  const roots = margins.map((margin, i) => Math.sqrt(math.sigmoid(margin) * wrong[i]!));
  const factors = factorise(columns.map((column) => column.map((value, i) => value * roots[i]!)));
  const downhill = Float64Array.from(columns, (column) =>
    column.reduce((sum, value, i) => sum + value * signs[i]! * wrong[i]!, 0),
  );
  const half = solveLower(factors, downhill);
  return { step: solveUpper(factors, half), decrement: half.reduce((sum, value) => sum + value * value, 0) };
}

/** Whether going along `step` for ever makes no row worse, and some better: then it points out a plane, and this says which. */
function partedAlong(columns: readonly Float64Array[], signs: Float64Array, step: Float64Array): string | undefined {
  const longest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let better = 0;
  for (let i = 0; i < signs.length; i++) {
    let [sum, most] = [0, 0]; // how much better it gets, and how much a step of this length could do
    for (let j = 0; j < step.length; j++) {
      sum += signs[i]! * columns[j]![i]! * step[j]!;
      most += Math.abs(columns[j]![i]!) * longest;
    }
    if (sum < -nearlyNothing * most) return undefined;
    if (sum > nearlyNothing * most) better++;
  }
  if (better === 0) return undefined;
  return better === signs.length ? parted : `${parted} (${signs.length - better} of the rows lie on the plane itself)`;
}

/** How far each row is on its right side: ± x w. */
function marginsOf(columns: readonly Float64Array[], signs: Float64Array, w: Float64Array): Float64Array {
  return signs.map((sign, i) => sign * columns.reduce((sum, column, j) => sum + column[i]! * w[j]!, 0));
}

/** The mean of ln(1 + e^-margin), which is finite for every margin. */
function lossOf(margins: Float64Array): number {
  const losses = margins.map((margin) => Math.max(-margin, 0) + math.log1p(math.exp(-Math.abs(margin))));
  return losses.reduce((sum, loss) => sum + loss, 0) / margins.length;
}

function checkLabels(op: string, labels: Float64Array): void {
  const i = labels.findIndex((label) => label !== 0 && label !== 1);
  if (i < 0) return;
  throw new ValueError(op, "a label is neither 0 nor 1.", {
    given: `${labels[i]} in row ${i + 1}`,
    expected: "0 or 1 for each row",
  });
}
