import type { BenchLine } from "../../bench/line.js";
import { table } from "../../output/table.js";

const head = ["workload", "metric", "threads", "best", "median", "worst", "unit", "of limit"];

/** The figures for a reader. */
export function benchTable(lines: readonly BenchLine[]): string {
  const rows = lines.map(({ workload, metric, threads, value, median, worst, unit, limit }) => [
    workload,
    metric,
    String(threads),
    String(value),
    String(median),
    String(worst),
    unit,
    limit === undefined ? "" : (value / limit).toFixed(2),
  ]);
  return table(head, rows, { numbers: [2, 3, 4, 5, 7] });
}
