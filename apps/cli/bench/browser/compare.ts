import { groupBy, type Line, merge, ours, ratio } from "../performance/results.ts";
import { figure, spread } from "../performance/tables.ts";

export const inChromium: string = `${ours} (Chromium)`;

/** What was measured in more than one place: each figure, the best and in brackets the spread, and how Cairn in Chromium stands beside it. */
export function comparison(lines: readonly Line[]): string {
  const groups = groupBy(merge(lines), ({ workload, metric, unit }) => `${workload} ${metric}, ${unit}`);
  return [...groups]
    .filter(([, group]) => new Set(group.map(({ peer }) => peer)).size > 1)
    .map(([name, group]) =>
      [name, ...group.sort((a, b) => (ratio(a, b)! > 1 ? -1 : 1)).map((line) => row(line, group))].join("\n"),
    )
    .join("\n\n");
}

/** Beside itself in Node on as many threads, beside others on all. */
function row(line: Line, group: readonly Line[]): string {
  const here = group.filter(({ peer }) => peer === inChromium);
  const beside =
    line.peer === ours
      ? here.find(({ threads }) => threads === line.threads)
      : here.reduce<Line | undefined>((a, b) => (a && ratio(a, b)! >= 1 ? a : b), undefined);
  const times = line.peer === inChromium ? undefined : ratio(beside, line);
  const who = `${line.peer} ${line.threads}T`.padEnd(26);
  const found = `${figure(line.value)} (${spread(line)} %)`.padStart(16);
  return `  ${who}${found}${times === undefined ? "" : `  Cairn in Chromium: ${figure(times)} ×`}`;
}
