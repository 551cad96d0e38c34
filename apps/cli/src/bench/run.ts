import { init } from "@cairn-ml/tensor";
import { isLimited, type LimitUnit, measureLimit } from "./limits/limits.js";
import { type BenchLine, lineOf } from "./line.js";
import { measure, ratesOf } from "./measure.js";
import type { Figure, RunOptions, TimedWorkload, Workload } from "./workload.js";

/** Measures a workload in this process, which should have done nothing before, and gives its lines as they come. */
export async function* runWorkload(
  workload: Workload,
  options: RunOptions,
  who: Pick<BenchLine, "peer" | "version">,
): AsyncGenerator<BenchLine> {
  const { name } = workload;
  if ("figures" in workload) {
    for await (const figure of workload.figures(options))
      yield lineOf(name, { ...who, threads: workload.single ? 1 : options.threads }, figure);
    return;
  }
  const { threads } = await init({ threads: options.threads });
  for await (const figure of time(workload, { ...options, threads })) yield lineOf(name, { ...who, threads }, figure);
}

async function* time(workload: TimedWorkload, options: RunOptions): AsyncGenerator<Figure> {
  const limits = new Map<LimitUnit, number>();
  for (const { run, repeats, seconds, also = [], ...main } of workload.cases()) {
    const effort = { repeats: options.repeats ?? repeats ?? 7, seconds: options.seconds ?? seconds ?? 0.35 };
    const times = await measure(run, effort);
    for (const { metric, unit, work, note = "" } of [main, ...also]) {
      const figure = { metric, unit, note, values: ratesOf(times, unit, work) };
      if (!isLimited(unit)) yield figure;
      else {
        const limit = limits.get(unit) ?? (await measureLimit(unit, options.threads, effort.seconds));
        limits.set(unit, limit);
        yield { ...figure, limit };
      }
    }
  }
}
