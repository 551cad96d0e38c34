import { type BenchLine, figures } from "./line.js";
import { type Effort, measure } from "./measure.js";
import type { Workload } from "./workload.js";

/** What is the same in every line of a run. */
export type Setting = Pick<BenchLine, "peer" | "version" | "threads">;

/** Times the cases of a workload and gives their lines as they come. `effort` takes the place of the cases' own. */
export async function* runWorkload(
  workload: Workload,
  setting: Setting,
  effort: Partial<Effort> = {},
): AsyncGenerator<BenchLine> {
  for (const { run, repeats = 7, seconds = 0.35, also = [], ...main } of workload.cases()) {
    const times = await measure(run, { repeats, seconds, ...effort });
    for (const { metric, unit, work = 1, note = "" } of [main, ...also]) {
      yield { workload: workload.name, ...setting, metric, unit, note, ...figures(times, unit, work) };
    }
  }
}
