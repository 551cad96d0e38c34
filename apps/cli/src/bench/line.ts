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
  /** What this machine could reach at the very best, measured in the same process on as many threads. */
  readonly limit?: number;
}

const perSecond: Readonly<Record<string, number>> = { s: 1, ms: 1e3, µs: 1e6, ns: 1e9 };

/** Whether a unit is a time, such as "µs/op" or "ms": then smaller is better. */
export function isTime(unit: string): boolean {
  return unit.split("/")[0]! in perSecond;
}

/** Best, median and worst in a unit, from the seconds that a step took, the shortest first. */
export function figures(
  seconds: readonly number[],
  unit: string,
  work = 1,
): Pick<BenchLine, "value" | "median" | "worst" | "n"> {
  const scale = perSecond[unit.split("/")[0]!];
  const figure = (time: number) => fourDigits(scale === undefined ? work / time : scale * time);
  return {
    value: figure(seconds[0]!),
    median: figure(seconds[seconds.length >> 1]!),
    worst: figure(seconds.at(-1)!),
    n: seconds.length,
  };
}

export function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}
