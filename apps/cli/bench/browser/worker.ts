import { init } from "@cairn-ml/tensor";
import { firstResult } from "../../src/bench/first-result.js";
import { runWorkload } from "../../src/bench/run.js";
import type { RunOptions } from "../../src/bench/workload.js";
import { workloads } from "../../src/bench/workloads.js";
import type { Message } from "./request.ts";

/** What a Worker does, once in its life. */
export type WorkerJob = (
  | { readonly what: "workload"; readonly name: string; readonly who: { peer: string; version: string } }
  | { readonly what: "first result" | "threads" }
) &
  RunOptions;

addEventListener("message", async ({ data }: MessageEvent<WorkerJob>) => {
  try {
    if (data.what === "workload") {
      const workload = workloads.find(({ name }) => name === data.name)!;
      for await (const line of runWorkload(workload, data, data.who)) postMessage({ line } satisfies Message);
      postMessage({ done: null } satisfies Message);
    } else if (data.what === "first result") postMessage(await firstResult(data.threads));
    else postMessage((await init({ threads: data.threads })).threads);
  } catch (error) {
    postMessage({ error: `${error}` } satisfies Message);
  }
});
