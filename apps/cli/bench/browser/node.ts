import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { BenchLine } from "../../src/bench/line.js";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** `cairn bench` of a workload, in this Node. */
export async function runInNode(
  name: string,
  { threads, repeats, seconds }: { threads: number; repeats?: number; seconds?: number },
  onLine: (line: BenchLine) => void,
): Promise<void> {
  if (!existsSync(main)) throw new Error(`--node: ${main} is missing; npm run -s build makes it`);
  const effort = Object.entries({ threads, repeats, seconds }).filter(([, value]) => value !== undefined);
  const args = ["bench", name, "--json", ...effort.flatMap(([key, value]) => [`--${key}`, String(value)])];
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  for await (const text of createInterface({ input: child.stdout })) onLine(JSON.parse(text) as BenchLine);
  const code = await ended;
  if (code !== 0) throw new Error(`cairn bench ended with ${code} in Node ${process.versions.node}`);
}
