import type { BenchLine } from "../../src/bench/line.ts";

/** What programs of other systems may leave out. */
type Optional = "note" | "median" | "worst";

/** One figure of a run, as `cairn bench --json` and the programs of other systems print it. */
export type Line = Omit<BenchLine, Optional> & Partial<Pick<BenchLine, Optional>>;

/** Where and when the figures were measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** Whether native code has vectors of 512 bits here, four times as wide as WebAssembly's. */
  readonly avx512: boolean;
  readonly memory: string;
  readonly system: string;
  readonly date: string;
  /** Processes that wanted to compute when the run began. */
  readonly load: number;
  readonly rounds: number;
}

export interface Results {
  readonly machine: Machine;
  readonly lines: readonly Line[];
}

/** Whether smaller is better. */
export function isSmall(unit: string): boolean {
  return /^(s|ms|µs|ns)\/|^bytes$/.test(unit);
}

const keyOf = ({ workload, metric, peer, version, threads }: Line) =>
  [workload, metric, peer, version, threads].join("|");

/** Lines of one key together, in the order in which the keys come. */
export function groupBy(lines: readonly Line[], keyOf: (line: Line) => string): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line]);
  return groups;
}

/** One line of each figure that several rounds have measured: the best of the bests, the worst of the worsts. */
export function merge(lines: readonly Line[]): Line[] {
  const groups = groupBy(lines, keyOf);
  return [...groups.values()].map((rounds) => {
    const better = (a: number, b: number) => (isSmall(rounds[0]!.unit) ? a - b : b - a);
    const values = rounds.map(({ value }) => value).sort(better);
    const medians = rounds.map(({ median, value }) => median ?? value).sort(better);
    const worsts = rounds.map(({ worst, value }) => worst ?? value).sort(better);
    const limits = rounds.flatMap(({ limit }) => (limit === undefined ? [] : [limit]));
    const { workload, peer, version, threads, metric, unit, note = "" } = rounds[0]!;
    return {
      ...{ workload, peer, version, threads, metric, value: values[0]!, unit },
      ...{ n: rounds.reduce((sum, { n }) => sum + n, 0), note },
      ...{ median: medians[medians.length >> 1]!, worst: worsts.at(-1)! },
      ...(limits.length > 0 && { limit: Math.max(...limits) }), // the share of it is not flattered
    };
  });
}

/** How many times as good `a` is as `b`; undefined where one is missing. */
export function ratio(a: Line | undefined, b: Line | undefined): number | undefined {
  if (!a || !b) return undefined;
  return isSmall(a.unit) ? b.value / a.value : a.value / b.value;
}

/** A figure as a share of what the machine could reach at best. */
export function share(line: Line | undefined): number | undefined {
  return line?.limit === undefined ? undefined : line.value / line.limit;
}

export interface Query {
  readonly workload: string;
  /** One of these; any unless said. */
  readonly metric?: string | readonly string[];
  readonly threads?: number;
  /** One of these; any unless said. */
  readonly peer?: string | readonly string[];
}

/** The best line that fits. */
export function best({ lines }: Results, query: Query): Line | undefined {
  const fits = (wanted: string | readonly string[] | undefined, test: (one: string) => boolean) =>
    wanted === undefined || [wanted].flat().some(test);
  const found = lines.filter(
    (line) =>
      line.workload === query.workload &&
      (query.threads === undefined || line.threads === query.threads) &&
      fits(query.metric, (metric) => metric === line.metric) &&
      fits(query.peer, (peer) => peer === line.peer),
  );
  return found.reduce<Line | undefined>((a, b) => (a && ratio(a, b)! >= 1 ? a : b), undefined);
}

/** Ours in Node 24, which is meant unless something else is said. */
export const ours = "cairn";

/** The threads that are used unless something else is said: all of them. */
export function allThreads({ lines }: Results): number {
  return Math.max(...lines.filter(({ peer }) => peer === ours).map(({ threads }) => threads));
}

/** What is behind the name of a system that a browser has run: "jax-js wasm (Chromium)". */
const inChromium = " (Chromium)";

/** Ours in a browser. */
export const oursInBrowser: string = `${ours}${inChromium}`;

/** Whether a browser has run it. */
export function isInBrowser({ peer }: Pick<Line, "peer">): boolean {
  return peer.endsWith(inChromium);
}

/** Every other system outside of a browser; a loop written for one purpose is none. */
export function others({ lines }: Results): string[] {
  const systems = new Set(lines.filter((line) => !isInBrowser(line)).map(({ peer }) => peer));
  return [...systems].filter((peer) => !peer.startsWith(ours) && peer !== "manual-js");
}

/** A system in a browser, on each of its backends. */
export function inBrowser({ lines }: Results, system: string): string[] {
  const found = lines.filter((line) => isInBrowser(line) && line.peer.startsWith(`${system} `));
  return [...new Set(found.map(({ peer }) => peer))];
}
