import { leastSquares } from "@cairn-ml/models-classic";
import type { TextFile } from "../option.js";
import { drawPeople, peopleFrom } from "./people.js";
import { start as firstStart } from "./walk.js";

type Pair = readonly [number, number];
type Name = "height" | "sex" | "bias";

export interface BowlQuestion {
  readonly seed: number;
  readonly people: number;
  readonly noise: number;
  /** The reader's own table, in place of people that are drawn. */
  readonly own?: TextFile;
  /** The two weights that move; the third stays at its best. */
  readonly weights: readonly [Name, Name];
  /** Whether height and sex are shifted to mean 0 and shrunk to deviation 1 before. */
  readonly scaled: boolean;
  /** Null: where the lesson begins, or, with columns that are scaled, on the slope. */
  readonly start: Pair | null;
  readonly lr: number;
  readonly steps: number;
  readonly cells: number;
}

export interface BowlAnswer {
  readonly ranges: readonly [Pair, Pair];
  /** The loss in the middle of each cell, rows from the top. */
  readonly losses: Float32Array;
  /** The way down or up, thinned where it is long, for as long as it is of any size that could be drawn. */
  readonly path: readonly (readonly [first: number, second: number, loss: number])[];
  /** The step that the path ends with. */
  readonly stepsTaken: number;
  readonly best: Pair;
  readonly bestLoss: number;
  /** The rate from which on the steps grow. */
  readonly largestRate: number;
  /** How many times as strongly the bowl is bent one way as the other. */
  readonly conditionNumber: number;
}

const order = ["height", "sex", "bias"] as const;
const reach = { height: 50, sex: 40, bias: 60 } as const; // around the best, in the picture
const scaledReach = 20;
const mostPoints = 100; // beside the first 50: more is slow to draw where they zigzag
const beyond = 1e9; // times the reach of the picture

/** The bowl of the mean square over two of the three weights, and a descent in it. */
export function bowl({ weights, scaled, start, lr, steps, cells, ...drawn }: BowlQuestion): BowlAnswer {
  const { columns, y, best: all } = tableOf(drawn, scaled);
  const best = weights.map((name) => all[name]) as unknown as Pair;
  const rest = order.filter((name) => !weights.includes(name));
  const [a, b] = weights.map((name) => columns[name]) as unknown as readonly [number[], number[]];
  const left = y.map((value, i) => value - rest.reduce((sum, name) => sum + all[name] * columns[name][i]!, 0));
  const square = new Square(a, b, left);
  const reaches = weights.map((name) => (scaled ? scaledReach : reach[name])) as unknown as Pair;
  const ranges = [0, 1].map((j): Pair => [best[j]! - reaches[j]!, best[j]! + reaches[j]!]) as unknown as [Pair, Pair];
  const first = start ?? startOf(weights, scaled, best);
  return {
    ...{ ranges, best, bestLoss: square.at(...best) },
    losses: lossesOf(square, ranges, cells),
    ...descend(square, first, { lr, steps, farthest: beyond * reaches[0] }),
    largestRate: 2 / square.bends[0],
    conditionNumber: square.bends[0] / square.bends[1],
  };
}

function startOf(weights: readonly [Name, Name], scaled: boolean, best: Pair): Pair {
  if (scaled) return [best[0] - 0.8 * scaledReach, best[1] + 0.6 * scaledReach];
  return [firstStart[weights[0]], firstStart[weights[1]]];
}

/** The columns of each weight, and the best three. */
function tableOf({ own, ...drawn }: Pick<BowlQuestion, "seed" | "people" | "noise" | "own">, scaled: boolean) {
  const { X, y } = (own && peopleFrom({ input: { kind: "text", ...own } })) ?? drawPeople(drawn);
  const rows = [0, 1].map((j) => X.map((row) => row[j]!)).map((column) => (scaled ? standardized(column) : column));
  const [height, sex] = rows as [number[], number[]];
  const { coefficients, intercept } = leastSquares(
    height.map((h, i) => [h, sex[i]!]),
    y,
  );
  const best: Record<Name, number> = { height: coefficients[0]!, sex: coefficients[1]!, bias: intercept };
  return { columns: { height, sex, bias: y.map(() => 1) }, y, best };
}

function standardized(column: readonly number[]): number[] {
  const mean = meanOf(column.length, (i) => column[i]!);
  const deviation = Math.sqrt(meanOf(column.length, (i) => (column[i]! - mean) ** 2)) || 1;
  return column.map((value) => (value - mean) / deviation);
}

/** The mean of (v a + w b - y)² over the rows, which is a square function of v and w: six means say all of it. */
class Square {
  readonly aa: number;
  readonly ab: number;
  readonly bb: number;
  readonly ay: number;
  readonly by: number;
  readonly yy: number;

  constructor(a: readonly number[], b: readonly number[], y: readonly number[]) {
    const mean = (f: (i: number) => number) => meanOf(y.length, f);
    [this.aa, this.ab, this.bb] = [mean((i) => a[i]! * a[i]!), mean((i) => a[i]! * b[i]!), mean((i) => b[i]! * b[i]!)];
    [this.ay, this.by, this.yy] = [mean((i) => a[i]! * y[i]!), mean((i) => b[i]! * y[i]!), mean((i) => y[i]! * y[i]!)];
  }

  at(v: number, w: number): number {
    const { aa, ab, bb, ay, by, yy } = this;
    return v * v * aa + 2 * v * w * ab + w * w * bb - 2 * v * ay - 2 * w * by + yy;
  }

  slopes(v: number, w: number): Pair {
    const { aa, ab, bb, ay, by } = this;
    return [2 * (v * aa + w * ab - ay), 2 * (v * ab + w * bb - by)];
  }

  /** How strongly it is bent along its two axes: the eigenvalues of the second derivatives, the larger one first. */
  get bends(): Pair {
    const { aa, ab, bb } = this;
    const apart = Math.sqrt((aa - bb) ** 2 + 4 * ab * ab);
    return [aa + bb + apart, (4 * (aa * bb - ab * ab)) / (aa + bb + apart)]; // their product is 4 times the determinant
  }
}

function descend(
  square: Square,
  start: Pair,
  { lr, steps, farthest }: { readonly lr: number; readonly steps: number; readonly farthest: number },
): Pick<BowlAnswer, "path" | "stepsTaken"> {
  let [v, w] = start;
  let stepsTaken = 0;
  const point = () => [v, w, square.at(v, w)] as const;
  const path = [point()];
  const every = Math.max(1, Math.ceil(steps / mostPoints));
  while (stepsTaken < steps && Math.abs(v) < farthest && Math.abs(w) < farthest) {
    const [dv, dw] = square.slopes(v, w);
    [v, w] = [v - lr * dv, w - lr * dw];
    stepsTaken++;
    if (stepsTaken < 50 || stepsTaken % every === 0 || stepsTaken === steps) path.push(point());
  }
  if (stepsTaken < steps) path.push(point());
  return { path, stepsTaken };
}

function lossesOf(square: Square, [[left, right], [low, high]]: readonly [Pair, Pair], cells: number): Float32Array {
  const share = (i: number) => (i + 0.5) / cells;
  return Float32Array.from({ length: cells * cells }, (_, i) =>
    square.at(left + (right - left) * share(i % cells), high - (high - low) * share(Math.floor(i / cells))),
  );
}

function meanOf(count: number, f: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += f(i);
  return sum / count;
}
