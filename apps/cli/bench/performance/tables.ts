import { type Must, musts, told, verdict } from "./musts.ts";
import { groupBy, isInBrowser, isSmall, type Line, ours, oursInBrowser, type Results, share } from "./results.ts";

/** A table in Markdown. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

/** Three digits or more, with thousands apart: 0.1234 -> "0.123", 245100 -> "245,100". */
export function figure(value: number): string {
  const rounded = Number(value.toPrecision(value >= 1000 ? 4 : 3));
  return rounded >= 1000 ? rounded.toLocaleString("en-US") : String(rounded);
}

/** How much worse the worst repeat was than the best, per cent. */
export function spread({ value, worst = value, unit }: Line): string {
  return Math.round(100 * (isSmall(unit) ? 1 - value / worst : 1 - worst / value)).toString();
}

interface Column {
  readonly title: string;
  readonly peer: string;
}

/** The column of a line: a system, with its version where two are compared, and the threads. */
function columnOf({ peer, version, threads }: Line): Column {
  const release = peer === "torch" ? ` ${version.split(".").slice(0, 2).join(".")}` : "";
  return { title: `${peer}${release} ${threads}T`, peer };
}

/** The columns that some of the lines have, in the given order of systems, others behind them. */
function columnsOf(lines: readonly Line[], order: readonly string[]): Column[] {
  const columns = new Map(lines.map(columnOf).map((column) => [column.title, column]));
  const rank = ({ peer }: Column) => (order.includes(peer) ? order.indexOf(peer) : order.length);
  return [...columns.values()].sort(
    (a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, "en", { numeric: true }),
  );
}

/** Rows are what is measured, columns who did it; each cell the best and, in brackets, the spread. */
function grid(lines: readonly Line[], order: readonly string[]): string {
  const columns = columnsOf(lines, order);
  const rows = groupBy(lines, ({ workload, metric, unit }) => `${workload.split("-")[0]} ${metric}, ${unit}`);
  return markdown(
    ["", ...columns.map(({ title }) => title)],
    [...rows].map(([name, found]) => [
      name,
      ...columns.map(({ title }) => {
        const line = found.find((one) => columnOf(one).title === title);
        return line ? `${figure(line.value)} (${spread(line)})` : "";
      }),
    ]),
  );
}

const isWorkload = ({ workload }: Line) => /^w\d/.test(workload);
const isCairn = ({ peer }: Line) => peer.startsWith(ours);

/** Cairn in Node 24 beside the other systems. */
export function besideOthers(results: Results): string {
  const lines = results.lines.filter((line) => !isInBrowser(line));
  const others = lines.filter((line) => !isCairn(line));
  const metrics = new Set(others.map(({ workload, metric }) => `${workload} ${metric}`));
  const beside = lines.filter(
    (line) =>
      isWorkload(line) && (line.peer === ours || !isCairn(line)) && metrics.has(`${line.workload} ${line.metric}`),
  );
  return grid(beside, [ours, "torch", "jax-js", "tfjs", "numpy", "ort-node", "ort-web"]);
}

/** Cairn in a browser beside the other systems there, the fastest backends first. */
export function besideOthersInBrowser(results: Results): string {
  const lines = results.lines.filter(isInBrowser);
  const others = lines.filter((line) => !isCairn(line));
  if (others.length === 0) return "No other system was measured in a browser.";
  const metrics = new Set(others.map(({ workload, metric }) => `${workload} ${metric}`));
  const beside = lines.filter(({ workload, metric }) => metrics.has(`${workload} ${metric}`));
  const byValue = [...new Set(others.sort((a, b) => b.value - a.value).map(({ peer }) => peer))];
  return grid(beside, [oursInBrowser, ...byValue]);
}

/** Everything that Cairn does, in Node 24, in Node 20, and in a browser. */
export function places({ lines }: Results): string {
  return grid(lines.filter(isCairn), [ours, "cairn (Node 20)"]);
}

/** What counts work, with the limit of the machine. */
export function limits({ lines }: Results): string {
  const limited = lines.filter((line) => line.limit !== undefined && line.peer === ours);
  return markdown(
    ["", "threads", "reached", "limit", "share"],
    limited.map((line) => [
      `${line.workload.split("-")[0]} ${line.metric}`,
      String(line.threads),
      `${figure(line.value)} ${line.unit}`,
      figure(line.limit!),
      share(line)!.toFixed(2),
    ]),
  );
}

/** Best, median and worst of every line. */
export function everyLine({ lines }: Results): string {
  return markdown(
    ["workload", "metric", "who", "best", "median", "worst", "unit", "repeats", "how"],
    lines.map((line) => [
      ...[line.workload, line.metric, told(line), figure(line.value)],
      ...[
        figure(line.median ?? line.value),
        figure(line.worst ?? line.value),
        line.unit,
        String(line.n),
        line.note ?? "",
      ],
    ]),
  );
}

/** The goals, what was reached, and whether that is enough. */
export function goals(results: Results): string {
  let last = "";
  const goal = (must: Must, value: number | undefined) =>
    value === undefined ? "" : `${must.atMost ? "≤" : "≥"} ${value}`;
  return markdown(
    ["work", "reached", "", "must", "aim", ""],
    musts(results).map((must) => {
      const { work, measure, value } = must;
      const name = work === last ? "" : work;
      last = work;
      const reached = value === undefined ? "–" : `**${figure(value)}**`;
      return [name, reached, measure, goal(must, must.must), goal(must, must.aim), verdict(must)];
    }),
  );
}
