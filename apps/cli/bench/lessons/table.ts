import Table from "cli-table3";

/** A time, in the form that the programs of other systems print. */
export interface LessonLine {
  readonly workload: string;
  readonly peer: string;
  readonly version: string;
  readonly threads: number;
  readonly metric: string;
  /** Microseconds a step. */
  readonly value: number;
  readonly unit: string;
  readonly n: number;
  /** "100000 steps": those that were run. */
  readonly note: string;
  /** What came out, to see that all have done the same. */
  readonly learned: readonly number[];
  /** Those of the lesson. */
  readonly steps: number;
}

/** Who did it in how many seconds, best of the rounds, and how many times faster Cairn was. */
export function lessonTable(lines: readonly LessonLine[]): string {
  const table = new Table({
    head: ["lesson", "", "seconds", "spread", "a step", "Cairn is", "learned"],
    colAligns: ["left", "left", "right", "right", "right", "right", "left"],
    style: { head: [], border: [], compact: true },
  });
  for (const group of groups(lines, ({ workload }) => workload)) {
    const systems = groups(group, ({ peer, version }) => `${peer} ${version}`);
    const ours = best(systems.find(([{ peer } = { peer: "" }]) => peer === "cairn") ?? []);
    for (const [i, system] of systems.entries()) {
      const { workload, peer, version, threads, note, steps, learned } = system[0]!;
      const value = best(system);
      const worst = Math.max(...system.map((line) => line.value));
      const isOurs = peer === "cairn";
      const whole = note === `${steps} steps`;
      table.push([
        i === 0 ? workload.replace("-", " ") : "",
        `${peer}${version ? ` ${version.split("+")[0]}` : ""}, ${threads} ${threads === 1 ? "thread" : "threads"}`,
        `${digits((value * steps) / 1e6)} s${whole ? "" : `, from ${note}`}`,
        `${Math.round(100 * (worst / value - 1))} %`,
        `${digits(value)} µs`,
        isOurs ? "" : `${digits(value / ours)} ×`,
        whole ? learned.map(digits).join(" ") : "",
      ]);
    }
  }
  return table.toString();
}

function best(lines: readonly LessonLine[]): number {
  return Math.min(...lines.map(({ value }) => value));
}

function groups(lines: readonly LessonLine[], key: (line: LessonLine) => string): LessonLine[][] {
  const found = new Map<string, LessonLine[]>();
  for (const line of lines) found.set(key(line), [...(found.get(key(line)) ?? []), line]);
  return [...found.values()];
}

function digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
