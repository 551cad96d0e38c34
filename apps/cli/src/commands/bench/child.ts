import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { BenchLine } from "../../bench/line.js";
import { type ErrorDocument, Interrupted } from "../../errors.js";
import type { BenchOptions } from "../bench.js";

/** Times a workload in a new process, which ends with this one. Throws what the process reports. */
export async function* inChild(
  workload: string,
  threads: number,
  { repeats, seconds, from }: BenchOptions,
): AsyncGenerator<BenchLine> {
  const args = ["bench", workload, "--json", "--threads", String(threads)];
  if (repeats !== undefined) args.push("--repeats", String(repeats));
  if (seconds !== undefined) args.push("--seconds", String(seconds));
  if (from !== undefined) args.push("--from", from);
  const child = spawn(process.execPath, [process.argv[1]!, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => child.kill();
  process.on("exit", stop);
  try {
    const closed = once(child, "close");
    for await (const text of createInterface({ input: child.stdout })) {
      const line = JSON.parse(text) as BenchLine | { error: ErrorDocument };
      if ("error" in line) throw Object.assign(new Error(line.error.message), line.error);
      yield line;
    }
    const [code, signal] = (await closed) as [number | null, string | null];
    if (signal === "SIGINT" || signal === "SIGTERM") throw new Interrupted("Stopped.");
    if (code !== 0) throw new Error(`bench: the process of ${workload} ended with ${signal ?? `code ${code}`}.`);
  } finally {
    process.off("exit", stop);
    stop();
  }
}
