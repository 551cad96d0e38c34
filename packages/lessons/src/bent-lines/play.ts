import { MLPClassifier } from "@cairn-ml/models-classic";
import type { PlayHost } from "../play.js";
import type { Unit } from "./network.js";

export { bestOfStarts, byHand, fitSum, sum } from "./relu-sums.js";

type Pair = readonly [x: number, y: number];

/** A point that the network shall say no (0) or yes (1) to. */
export type BendPoint = readonly [x: number, y: number, yes: 0 | 1];

export interface BendQuestion {
  readonly points: readonly BendPoint[];
  readonly hidden: number;
  readonly lr: number;
  readonly steps: number;
  readonly seed: number;
  /** What is looked at: both axes from and to. */
  readonly range: Pair;
  /** Cells of the picture along each axis. */
  readonly cells: number;
}

export interface BendUnit extends Unit {
  /** Two places of the line along which it bends, on both sides of the picture. */
  readonly line: readonly [from: Pair, to: Pair];
  /** A place of the line, the one closest to the middle. */
  readonly foot: Pair;
  /** Which way from the line it is awake; length 1. */
  readonly awake: Pair;
  /** What it adds to the score of yes for each 1 that it gives, less what it adds to no. */
  readonly toYes: number;
}

export interface BendAnswer {
  readonly units: readonly BendUnit[];
  /** How likely yes is in the middle of each cell, rows from the top. */
  readonly yes: Float32Array;
  /** How likely yes is at the points. */
  readonly atPoints: readonly number[];
  readonly correct: number;
  readonly loss: number;
}

/** A network with one hidden layer, trained on a few points; null while all of them are of one kind. */
export async function bend(question: BendQuestion, { signal }: Pick<PlayHost, "signal">): Promise<BendAnswer | null> {
  const { points, hidden, lr, steps, seed, range, cells } = question;
  const X = points.map(([x, y]) => [x, y] as const);
  const y = points.map(([, , yes]) => yes);
  if (new Set(y).size < 2) return null;
  const model = new MLPClassifier({ hidden: [hidden], lr, steps, seed });
  await model.fit(X, y, { signal, logEvery: 5 });
  signal.throwIfAborted();
  const yesAt = (rows: readonly Pair[]) => model.predictProbabilities(rows).map(([, yes]) => yes!);
  return {
    units: unitsOf(model, hidden, range),
    yes: Float32Array.from(yesAt(gridOf(range, cells))),
    atPoints: yesAt(X),
    correct: Math.round(points.length * model.score(X, y)),
    loss: model.result!.history.at(-1)!.loss!,
  };
}

/** The middles of the cells. */
function gridOf([low, high]: Pair, cells: number): Pair[] {
  const at = (i: number) => low + ((high - low) * (i + 0.5)) / cells;
  return Array.from(
    { length: cells * cells },
    (_, i) => [at(i % cells), at(cells - 1 - Math.floor(i / cells))] as const,
  );
}

function unitsOf(model: MLPClassifier, hidden: number, [low, high]: Pair): BendUnit[] {
  const weight = model.weights.get("hidden.0.weight")!.data(); // (2, hidden)
  const biases = model.weights.get("hidden.0.bias")!.data();
  const output = model.weights.get("output.weight")!.data(); // (hidden, 2)
  const middle = (low + high) / 2;
  const reach = 2 * (high - low);
  return Array.from({ length: hidden }, (_, j) => {
    const [a, b, bias] = [weight[j]!, weight[hidden + j]!, biases[j]!];
    const size = Math.sqrt(a * a + b * b) || 1;
    const [across, up] = [a / size, b / size];
    const distance = (a * middle + b * middle + bias) / size; // of the middle from the line
    const foot = [middle - distance * across, middle - distance * up] as const;
    const end = (side: number) => [foot[0] - side * reach * up, foot[1] + side * reach * across] as const;
    const toYes = output[2 * j + 1]! - output[2 * j]!;
    return { a, b, bias, line: [end(-1), end(1)], foot, awake: [across, up], toYes };
  });
}
