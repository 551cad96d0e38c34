import type { Tensor } from "@cairn-ml/tensor";

/** Something that is timed. A workload's files use no more than our packages: they run in browsers too. */
export interface Case {
  readonly metric: string;
  /** What a step counts as: a rate such as "steps/s", or a time such as "µs/op". */
  readonly unit: string;
  /** Units of work in a step; 1 unless said, and nothing where the unit is a time. */
  readonly work?: number;
  readonly note?: string;
  /** How often it is timed, and for about how many seconds each; 7 and 0.35 unless said. */
  readonly repeats?: number;
  readonly seconds?: number;
  /** Other counts of the same step, each a line of its own. */
  readonly also?: readonly Count[];
  /** Does so many steps. */
  run(steps: number): void | Promise<void>;
  /** What the steps have computed: equal bits on any number of threads. */
  state?(): readonly Tensor[];
}

export interface Count {
  readonly metric: string;
  readonly unit: string;
  readonly work: number;
  readonly note: string;
}

interface Named {
  /** As in the tables of other systems: "w5-mlp". */
  readonly name: string;
  /** What is measured. */
  readonly about: string;
}

/** Cases that are timed, made one after the other, each when the one before is done, on the device that `init` started. */
export interface TimedWorkload extends Named {
  cases(): Iterable<Case>;
}

/** Figures that come in another way; there is no device yet. */
export interface CountedWorkload extends Named {
  /** Uses one thread, however many there are. */
  readonly single?: true;
  /** Has no figures without a text. */
  readonly needsText?: true;
  figures(run: RunOptions): AsyncIterable<Figure>;
}

export type Workload = TimedWorkload | CountedWorkload;

export interface RunOptions {
  readonly threads: number;
  /** In place of those that the workload wants. */
  readonly repeats?: number;
  readonly seconds?: number;
  /** For workloads that need one. */
  readonly text?: string;
}

export interface Figure {
  readonly metric: string;
  readonly unit: string;
  /** One of each repeat, the best first. */
  readonly values: readonly number[];
  readonly note: string;
  readonly limit?: number;
}

export function isSingle(workload: Workload): boolean {
  return "single" in workload && workload.single === true;
}

export function needsText(workload: Workload): boolean {
  return "needsText" in workload && workload.needsText === true;
}

/** A case from one step. */
export function repeat(step: () => void): (steps: number) => void {
  return (steps) => {
    for (let i = 0; i < steps; i++) step();
  };
}
