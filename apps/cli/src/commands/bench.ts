import { open } from "node:fs/promises";
import { init } from "@cairn-ml/tensor";
import { explainFileError } from "@cairn-ml/train/node";
import type { BenchLine } from "../bench/line.js";
import { runWorkload } from "../bench/run.js";
import { isSingle, needsText, type RunOptions, type Workload } from "../bench/workload.js";
import { encodedBytes } from "../bench/workloads/w11-bpe.js";
import { workloads } from "../bench/workloads.js";
import { InputError } from "../errors.js";
import { Interrupts } from "../interrupt.js";
import { say } from "../output/say.js";
import { version } from "../version.js";
import { inChild } from "./bench/child.js";
import { pickWorkloads } from "./bench/names.js";
import { startOfCairn } from "./bench/start.js";
import { benchTable } from "./bench/table.js";

export interface BenchOptions extends Partial<RunOptions> {
  /** A file, for the workloads that need a text. */
  readonly from?: string;
  readonly json?: boolean;
}

/**
 * `cairn bench`: times the workloads and prints a table, or with `--json` a line of JSON for each figure as soon as it is
 * there. One workload on a given number of threads is timed in this process; anything else is a list of those, each in a
 * process of its own.
 */
export async function bench(names: readonly string[], options: BenchOptions): Promise<void> {
  const picked = pickWorkloads(names, [...workloads, startOfCairn]);
  const chosen = picked.filter((workload) => options.from !== undefined || !needsText(workload));
  for (const { name } of picked.filter((workload) => !chosen.includes(workload))) {
    say(`${name} is skipped: it needs a text, --from FILE.`);
  }
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
    const text = options.from === undefined || !needsText(chosen[0]!) ? {} : { text: await readStart(options.from) };
    yield* runWorkload(chosen[0]!, { ...options, ...text, threads }, who);
    return;
  }
  using _ = new Interrupts(); // Ctrl-C ends this process, which ends the other
  const counts = threads === undefined ? await threadCounts() : [threads];
  for (const workload of chosen) {
    for (const count of isSingle(workload) ? [1] : counts) {
      if (!options.json) say(`${workload.name} on ${count} ${count === 1 ? "thread" : "threads"}`);
      yield* inChild(workload.name, count, options);
    }
  }
}

/** The text that is encoded. Throws: FileError, or InputError when it is too short. */
async function readStart(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { bytesRead, buffer } = await file.read(new Uint8Array(encodedBytes), 0, encodedBytes, 0);
    // A character that is cut off at the end is held back by the stream.
    const text = new TextDecoder("utf-8").decode(buffer.subarray(0, bytesRead), { stream: true });
    if (text !== "") return text;
  } catch (error) {
    throw explainFileError("bench", path, error);
  }
  throw new InputError(`bench: ${path} is empty.`, { given: "0 bytes", expected: "text", fix: "give another file" });
}

/** One thread, and as many as the engine really uses here. */
async function threadCounts(): Promise<number[]> {
  const { threads } = await init();
  return threads > 1 ? [1, threads] : [1];
}
