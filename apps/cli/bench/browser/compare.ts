import { groupBy, type Line, merge, ours, oursInBrowser, ratio } from "../performance/results.ts";
import { figure, spread } from "../performance/tables.ts";

/** What was measured in more than one place: each figure, the best and in brackets the spread, and how Cairn in Chromium stands beside it. */
export function comparison(lines: readonly Line[]): string {
  const metrics = new Set(lines.map(({ metric }) => metric));
  const steps = lines.filter(({ metric, limit }) => limit === undefined || !metrics.has(partOf(metric))); // not counted twice
  const groups = groupBy(merge(steps), ({ workload, metric, unit }) => `${workload} ${metric}, ${unit}`);
  return [...groups]
    .filter(([, group]) => new Set(group.map(({ peer }) => peer)).size > 1)
    .map(([name, group]) =>
      [name, ...group.sort((a, b) => (ratio(a, b)! > 1 ? -1 : 1)).map((line) => row(line, group))].join("\n"),
    )
    .join("\n\n");
}

/** "Adam, whole step" -> "Adam" */
function partOf(metric: string): string {
  return metric.slice(0, Math.max(0, metric.lastIndexOf(", ")));
}

/** Beside itself in Node on as many threads, beside others on all. */
function row(line: Line, group: readonly Line[]): string {
  const here = group.filter(({ peer }) => peer === oursInBrowser);
  const beside =
    line.peer === ours
      ? here.find(({ threads }) => threads === line.threads)
      : here.reduce<Line | undefined>((a, b) => (a && ratio(a, b)! >= 1 ? a : b), undefined);
  const times = line.peer === oursInBrowser ? undefined : ratio(beside, line);
  const who = `${line.peer} ${line.threads}T`.padEnd(26);
  const found = `${figure(line.value)} (${spread(line)} %)`.padStart(16);
  return `  ${who}${found}${times === undefined ? "" : `  Cairn in Chromium: ${figure(times)} ×`}`;
}
