import { Parameter } from "@cairn-ml/autograd";
import { Adam } from "@cairn-ml/optim";
import { fromData, Rng, type Tensor } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import type { PlayHost } from "../play.js";
import { bestSum, wave } from "./curve.js";
import { type HandMade, type SumUnit, type TargetName, targets } from "./targets.js";

type Points = readonly (readonly [x: number, y: number])[];

export interface SumQuestion extends HandMade {
  readonly target: TargetName;
}

export interface SumAnswer {
  readonly target: { readonly kind: "curve" | "rows"; readonly points: Points };
  /** What each unit adds: its ends, and its bend where that is between them. */
  readonly pieces: readonly Points[];
  readonly sum: Points;
  /** Where each unit bends; null where its weight is 0. */
  readonly bends: readonly (number | null)[];
  /** The mean square of what the sum is off by, and its root. */
  readonly square: number;
  readonly error: number;
  /** Of the rows, how many are on the right side of one half; null for a curve. */
  readonly right: number | null;
}

const [from, to] = [wave[0]![0], wave.at(-1)![0]];

/** A sum of ReLUs that somebody builds by hand, beside what it shall follow. */
export function sum({ target, units, offset }: SumQuestion): SumAnswer {
  const { kind, points } = targets[target];
  const bends = units.map(({ weight, bias }) => (weight === 0 ? null : -bias / weight));
  const within = (places: readonly (number | null)[]) => [
    from,
    ...places.filter((x): x is number => x !== null && x > from && x < to).sort((a, b) => a - b),
    to,
  ];
  const pieces = units.map((unit, j) =>
    within([bends[j]!]).map((x) => [x, valueAt({ units: [unit], offset: 0 }, x)] as const),
  );
  const square = squareOf({ units, offset }, points);
  return {
    target: { kind, points },
    pieces,
    sum: within(bends).map((x) => [x, valueAt({ units, offset }, x)] as const),
    bends,
    square,
    error: Math.sqrt(square),
    right: kind === "rows" ? points.filter(([x, y]) => valueAt({ units, offset }, x) > 0.5 === y > 0.5).length : null,
  };
}

/** How it is done by hand. */
export function byHand({ target }: { readonly target: TargetName }): HandMade {
  return targets[target].byHand;
}

export interface FitSumQuestion extends SumQuestion {
  readonly lr: number;
  readonly steps: number;
}

/** The units after a step. */
export interface FitMoment extends HandMade {
  readonly step: number;
  readonly error: number;
}

const moments = 100;

/** The same units, trained from where they are: what they become on the way, the start first. */
export async function fitSum(question: FitSumQuestion, { signal }: Pick<PlayHost, "signal">): Promise<FitMoment[]> {
  const { target, units, offset, lr, steps } = question;
  const { points } = targets[target];
  const model = new ReluSum({ units, offset });
  const column = (values: readonly number[]) => fromData(values, [values.length, 1]);
  const batch = { x: column(points.map(([x]) => x)), y: column(points.map(([, y]) => y)) };
  const at = (step: number): FitMoment => ({ step, ...model.found, error: Math.sqrt(squareOf(model.found, points)) });
  const path = [at(0)];
  if (steps === 0) return path;
  await fit({
    ...{
      model,
      optimizer: new Adam(model.namedParameters(), { lr }),
      data: { batch: () => batch, count: () => points.length },
    },
    ...{ steps, rng: new Rng(0), signal, logEvery: Math.max(1, Math.floor(steps / moments)) },
    callbacks: { onPoint: ({ step }) => void path.push(at(step)) },
  });
  signal.throwIfAborted();
  return path;
}

/** The lesson's own sum of k ReLUs for its wave: the best of some random starts, so that one by hand can be held against it. */
export async function bestOfStarts(
  { k, seed }: { readonly k: number; readonly seed: number },
  { signal }: Pick<PlayHost, "signal">,
): Promise<{ readonly k: number; readonly error: number }> {
  const { error } = await bestSum(k, seed, signal);
  return { k, error };
}

interface Batch {
  readonly x: Tensor; // (N, 1)
  readonly y: Tensor; // (N, 1)
}

/** offset + Σ output · max(0, weight · x + bias), as `fit` takes it. */
class ReluSum {
  readonly weight: Parameter; // (k)
  readonly bias: Parameter; // (k)
  readonly output: Parameter; // (k, 1)
  readonly offset: Parameter; // (1)
  readonly config: object;

  constructor({ units, offset }: HandMade) {
    const k = units.length;
    this.weight = new Parameter(
      fromData(
        units.map(({ weight }) => weight),
        [k],
      ),
    );
    this.bias = new Parameter(
      fromData(
        units.map(({ bias }) => bias),
        [k],
      ),
    );
    this.output = new Parameter(
      fromData(
        units.map(({ output }) => output),
        [k, 1],
      ),
    );
    this.offset = new Parameter(fromData([offset], [1]));
    this.config = { kind: "relu-sum", units: k };
  }

  namedParameters(): Map<string, Parameter> {
    const { weight, bias, output, offset } = this;
    return new Map(Object.entries({ weight, bias, output, offset }));
  }

  loss({ x, y }: Batch): Tensor {
    const h = x.mul(this.weight).add(this.bias).relu(); // (N, 1) -> (N, k)
    return h.matmul(this.output).add(this.offset).sub(y).square().mean();
  }

  get found(): HandMade {
    const [weight, bias, output] = [this.weight.data(), this.bias.data(), this.output.data()];
    const units = Array.from(weight, (w, j): SumUnit => ({ weight: w, bias: bias[j]!, output: output[j]! }));
    return { units, offset: this.offset.data()[0]! };
  }
}

function valueAt({ units, offset }: HandMade, x: number): number {
  return units.reduce((sum, { weight, bias, output }) => sum + output * Math.max(0, weight * x + bias), offset);
}

function squareOf(made: HandMade, points: Points): number {
  return points.reduce((sum, [x, y]) => sum + (valueAt(made, x) - y) ** 2, 0) / points.length;
}
