/** How long and how often a case is timed. */
export interface Effort {
  readonly repeats: number;
  /** What one repeat takes, about. */
  readonly seconds: number;
}

/** Seconds that one step takes, in each of several repeats after a warm-up, the best first. */
export async function measure(
  run: (steps: number) => void | Promise<void>,
  { repeats, seconds }: Effort,
): Promise<number[]> {
  const time = async (steps: number): Promise<number> => {
    const began = performance.now();
    await run(steps);
    return (performance.now() - began) / 1000;
  };
  let steps = 1;
  let took = await time(steps);
  for (let spent = took; took < seconds / 3 || spent < 1.4 * seconds; spent += took) {
    if (took < seconds / 3) steps = Math.max(steps + 1, Math.min(10 * steps, Math.ceil((steps * seconds) / took)));
    took = await time(steps);
  }
  steps = Math.max(1, Math.round((steps * seconds) / took));
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) times.push((await time(steps)) / steps);
  return times.sort((a, b) => a - b);
}

const perSecond: Readonly<Record<string, number>> = { s: 1, ms: 1e3, µs: 1e6, ns: 1e9 };

/** Seconds that a step took as times or rates in a unit: as times in "µs/op", as rates of the step's `work` in "GFLOP/s". */
export function ratesOf(seconds: readonly number[], unit: string, work = 1): number[] {
  const scale = perSecond[unit.split("/")[0]!];
  return seconds.map((time) => (scale === undefined ? work / time : scale * time));
}
