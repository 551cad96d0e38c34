import { wave } from "./curve.js";
import { gates, rowsOf, writings } from "./gates.js";

type Points = readonly (readonly [x: number, y: number])[];

/** What a sum of ReLUs shall follow, and how it is done by hand. */
export interface Target {
  /** Those at which the distance is measured. */
  readonly points: Points;
  /** A curve is followed everywhere; of rows only what is said to each counts. */
  readonly kind: "curve" | "rows";
  readonly byHand: HandMade;
}

export interface SumUnit {
  readonly weight: number;
  readonly bias: number;
  /** What its output is taken times in the sum. */
  readonly output: number;
}

/** offset + Σ output · max(0, weight · x + bias). */
export interface HandMade {
  readonly units: readonly SumUnit[];
  readonly offset: number;
}

export type TargetName = "bend" | "hat" | "step" | "wave" | "XOR";

const curve = (f: (x: number) => number): Points => wave.map(([x]) => [x, f(x)]);

export const targets: Readonly<Record<TargetName, Target>> = {
  bend: {
    ...{ kind: "curve", points: curve((x) => Math.abs(x) - 1) },
    byHand: { units: [unit(1, 0, 1), unit(-1, 0, 1)], offset: -1 },
  },
  hat: {
    ...{ kind: "curve", points: curve((x) => Math.max(0, 1 - Math.abs(x))) },
    byHand: { units: [unit(1, 1, 1), unit(1, 0, -2), unit(1, -1, 1)], offset: 0 },
  },
  step: {
    ...{ kind: "curve", points: curve((x) => (x < 0 ? 0 : 1)) }, // up within the tenth before 0, the distance of two points
    byHand: { units: [unit(4, 0.4, 2.5), unit(4, 0, -2.5)], offset: 0 },
  },
  wave: {
    ...{ kind: "curve", points: wave }, // of the lesson; by hand through its ends and its two tops
    byHand: { units: [unit(1, 3, -0.67), unit(1, 1.5, 1.33), unit(1, -1.5, -1.33)], offset: 0 },
  },
  XOR: {
    kind: "rows", // over first + second: no at −2 and 2, yes at 0
    points: rowsOf(writings.centred!).map(([first, second], i) => [first + second, gates.XOR[i]!]),
    byHand: { units: [unit(1, 2, 0.5), unit(1, 0, -1)], offset: 0 },
  },
};

function unit(weight: number, bias: number, output: number): SumUnit {
  return { weight, bias, output };
}
