import { init } from "@cairn-ml/tensor";
import type { BenchLine } from "../bench/line.js";
import { runWorkload } from "../bench/run.js";
import type { RunOptions, Workload } from "../bench/workload.js";
import { workloads } from "../bench/workloads.js";
import { Interrupts } from "../interrupt.js";
import { say } from "../output/say.js";
import { version } from "../version.js";
import { inChild } from "./bench/child.js";
import { pickWorkloads } from "./bench/names.js";
import { startOfCairn } from "./bench/start.js";
import { benchTable } from "./bench/table.js";

export interface BenchOptions extends Partial<RunOptions> {
  readonly json?: boolean;
}

/**
 * `cairn bench`: times the workloads and prints a table, or with `--json` a line of JSON for each figure as soon as it is
 * there. One workload on a given number of threads is timed in this process; anything else is a list of those, each in a
 * process of its own.
 */
export async function bench(names: readonly string[], options: BenchOptions): Promise<void> {
  const chosen = pickWorkloads(names, [...workloads, startOfCairn]);
  const lines: BenchLine[] = [];
  for await (const line of measureAll(chosen, options)) {
    if (options.json) process.stdout.write(`${JSON.stringify(line)}\n`);
    else lines.push(line);
  }
  if (!options.json) process.stdout.write(`${benchTable(lines)}\n`);
}

async function* measureAll(chosen: readonly Workload[], options: BenchOptions): AsyncGenerator<BenchLine> {
  const { threads } = options;
  if (chosen.length === 1 && threads !== undefined) {
    const who = { peer: "cairn", version: `${version()} node ${process.versions.node}` };
    yield* runWorkload(chosen[0]!, { ...options, threads }, who);
    return;
  }
  using _ = new Interrupts(); // Ctrl-C ends this process, which ends the other
  const counts = threads === undefined ? await threadCounts() : [threads];
  for (const workload of chosen) {
    for (const count of workload.name === "size" ? [1] : counts) {
      if (!options.json) say(`${workload.name} on ${count} ${count === 1 ? "thread" : "threads"}`);
      yield* inChild(workload.name, count, options);
    }
  }
}

/** One thread, and as many as the engine really uses here. */
async function threadCounts(): Promise<number[]> {
  const { threads } = await init();
  return threads > 1 ? [1, threads] : [1];
}
