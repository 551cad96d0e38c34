import { availableParallelism } from "node:os";
import { init } from "@cairn-ml/tensor";
import type { BenchLine } from "../bench/line.js";
import type { Effort } from "../bench/measure.js";
import { runWorkload } from "../bench/run.js";
import type { Workload } from "../bench/workload.js";
import { workloads } from "../bench/workloads.js";
import { Interrupts } from "../interrupt.js";
import { say } from "../output/say.js";
import { version } from "../version.js";
import { inChild } from "./bench/child.js";
import { pickWorkloads } from "./bench/names.js";
import { benchTable } from "./bench/table.js";

export interface BenchOptions extends Partial<Effort> {
  readonly threads?: number;
  readonly json?: boolean;
}

/**
 * `cairn bench`: times the workloads and prints a table, or with `--json` a line of JSON for each figure as soon as it is
 * there. One workload on a given number of threads is timed in this process; anything else is a list of those, each in a
 * process of its own.
 */
export async function bench(names: readonly string[], options: BenchOptions): Promise<void> {
  const chosen = pickWorkloads(names, workloads);
  const lines: BenchLine[] = [];
  for await (const line of measureAll(chosen, options)) {
    if (options.json) process.stdout.write(`${JSON.stringify(line)}\n`);
    else lines.push(line);
  }
  if (!options.json) process.stdout.write(`${benchTable(lines)}\n`);
}

async function* measureAll(chosen: readonly Workload[], options: BenchOptions): AsyncGenerator<BenchLine> {
  if (chosen.length === 1 && options.threads !== undefined) {
    yield* measureHere(chosen[0]!, options.threads, options);
    return;
  }
  using _ = new Interrupts(); // Ctrl-C ends this process, which ends the other
  const counts = options.threads === undefined ? await threadCounts() : [options.threads];
  for (const workload of chosen) {
    for (const threads of counts) {
      if (!options.json) say(`${workload.name} on ${threads} ${threads === 1 ? "thread" : "threads"}`);
      yield* inChild(workload.name, threads, options);
    }
  }
}

async function* measureHere(workload: Workload, threads: number, { repeats, seconds }: BenchOptions) {
  const device = await init({ threads });
  const setting = { peer: "cairn", version: `${version()} node ${process.versions.node}`, threads: device.threads };
  const effort = { ...(repeats !== undefined && { repeats }), ...(seconds !== undefined && { seconds }) };
  yield* runWorkload(workload, setting, effort);
}

/** One thread, and as many as the engine really uses here. */
async function threadCounts(): Promise<number[]> {
  const { threads } = await init({ threads: Math.min(64, availableParallelism()) });
  return threads > 1 ? [1, threads] : [1];
}
