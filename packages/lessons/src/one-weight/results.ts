export interface OneWeightResults {
  readonly slopes: Slopes;
  /** Average speeds of a thing that is at t² after t seconds. */
  readonly averages: { readonly from3to5: number; readonly from7to9: number };
  /** Points of y = x² with their slopes, by autograd. */
  readonly parabola: readonly { readonly x: number; readonly y: number; readonly slope: number }[];
  readonly trace: readonly TraceRow[];
  /** kg a cm, from the people. */
  readonly coefficient: number;
  readonly iterations: number;
  /** kg, for somebody of 162 cm. */
  readonly prediction162: number;
  readonly history: readonly HistoryPoint[];
  /** The rate from which on the steps on the people grow and not shrink. */
  readonly largestRate: number;
}

export interface Slopes {
  /** Of 100x. */
  readonly line: number;
  /** Of t² at 4 by a difference over 1e-5, in numbers of 64 and of 32 bits. */
  readonly square64: number;
  readonly square32: number;
  readonly squareAutograd: number;
}

/** A step on one example. */
export interface TraceRow {
  readonly iteration: number;
  readonly height: number;
  readonly coefficient: number;
  readonly predicted: number;
  readonly actual: number;
  readonly loss: number;
  readonly derivative: number;
  readonly learningRate: number;
  readonly step: number;
  readonly updated: number;
}

export interface HistoryPoint {
  /** Steps done. */
  readonly step: number;
  /** The mean square with this coefficient. */
  readonly loss: number;
  readonly coefficient: number;
}
