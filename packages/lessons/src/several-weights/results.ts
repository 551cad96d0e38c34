/** Weights of the model: kg a metre, kg for a woman, kg for everybody. */
export interface Weights {
  readonly height: number;
  readonly sex: number;
  readonly bias: number;
}

export interface SeveralWeightsResults {
  readonly coefficients: Weights;
  /** The mean square of the errors, kg². */
  readonly loss: number;
  readonly predictions: { readonly male165: number; readonly female165: number };
  /** The best there is, found without descent. */
  readonly closedForm: Weights & { readonly loss: number };
  /** The step after which the sex weight falls; null when it never rose, or rose to the end. */
  readonly sexTurnsAt: number | null;
  readonly history: readonly HistoryPoint[];
  readonly landscape: Landscape;
  readonly standardized: Standardized;
}

export interface WeightsAtStep extends Weights {
  /** Steps done. */
  readonly step: number;
}

export interface HistoryPoint extends WeightsAtStep {
  /** The mean square with these weights. */
  readonly loss: number;
}

/** The loss around its minimum, and how long a descent takes in it. */
export interface Landscape {
  /** Of the table with a column of ones: its largest singular value over its smallest. */
  readonly conditionNumber: number;
  /** Directions at right angles in which a descent goes independently, the steepest first. */
  readonly axes: readonly Axis[];
  /** What to do to the other two weights when 1 is added to the height weight, so that the predictions change least. */
  readonly valley: Weights;
  /** The most that anybody's predicted weight changes by when height and bias alone are changed so, kg. */
  readonly valleyChange: number;
  /** How far the start is from the minimum along the valley, as a difference in the height weight. */
  readonly valleyStart: number;
  /** What the formula says the weights are after the steps that were made. */
  readonly foretold: Weights;
  /** Steps until the height weight is within 0.01 of the best; null where the rate is too large to get there. */
  readonly stepsNeeded: number | null;
}

export interface Axis {
  /** Of length 1: height, sex, bias. */
  readonly direction: readonly [number, number, number];
  /** The second derivative of the loss along it. */
  readonly bend: number;
  /** The share of the distance to the minimum that is left after the steps that were made. */
  readonly left: number;
}

export interface Standardized {
  readonly lr: number;
  readonly steps: number;
  /** The first step at which each weight, in the units of the table, is within 0.01 of the best; null when none is. */
  readonly reachedAt: number | null;
  readonly coefficients: Weights;
  readonly loss: number;
}
