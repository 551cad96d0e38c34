import { type FirstResult, firstResult } from "../../bench/first-result.js";
import { start } from "../../bench/start.js";
import type { CountedWorkload } from "../../bench/workload.js";
import { inChild } from "./child.js";

/** One repeat is this process itself, which has computed nothing yet; more are a process each. */
export const startOfCairn: CountedWorkload = start((threads, repeats) =>
  repeats === 1 ? firstResult(threads) : inNewProcess(threads),
);

async function inNewProcess(threads: number): Promise<FirstResult> {
  const values: number[] = [];
  for await (const { value } of inChild("start", threads, { repeats: 1 })) values.push(value);
  return { sinceInit: values[0]!, sinceStart: values[1]! };
}
