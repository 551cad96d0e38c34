import type { Figure } from "./workload.js";

/** One figure, in the form in which `cairn bench --json` prints it. */
export interface BenchLine {
  readonly workload: string;
  readonly peer: string;
  readonly version: string;
  readonly threads: number;
  readonly metric: string;
  /** The best of `n` repeats. */
  readonly value: number;
  readonly unit: string;
  readonly n: number;
  readonly note: string;
  readonly median: number;
  readonly worst: number;
  /** What this machine reaches at the very best, measured in the same process on as many threads. */
  readonly limit?: number;
}

export function lineOf(
  workload: string,
  who: Pick<BenchLine, "peer" | "version" | "threads">,
  { metric, unit, values, note, limit }: Figure,
): BenchLine {
  const [value, median, worst] = [values[0]!, values[values.length >> 1]!, values.at(-1)!].map(fourDigits);
  return {
    ...{ workload, ...who, metric, value: value!, unit, n: values.length, note, median: median!, worst: worst! },
    ...(limit !== undefined && { limit: fourDigits(limit) }),
  };
}

function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}
