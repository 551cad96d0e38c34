import type { FirstResult } from "../../src/bench/first-result.js";
import { lineOf } from "../../src/bench/line.js";
import { start } from "../../src/bench/start.js";
import { isSingle } from "../../src/bench/workload.js";
import { isCalled, workloads } from "../../src/bench/workloads.js";
import type { Message, Request } from "./request.ts";
import type { Job } from "./worker.ts";

declare const cairnVersion: string; // put in by the bundler

const who = {
  peer: "cairn (Chromium)",
  version: `${cairnVersion} chromium ${/Chrome\/(\d+)/.exec(navigator.userAgent)?.[1]}`,
};

/** Does a job in a new Worker; resolves with the message that ends it, after showing those before. */
function inWorker<T>(job: Job, onMessage: (message: Message) => Promise<void> = async () => {}): Promise<T> {
  const worker = new Worker("worker.js", { type: "module" });
  return new Promise<T>((resolve, reject) => {
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.addEventListener("message", ({ data }: MessageEvent<Message | T>) => {
      if (typeof data !== "object" || data === null) resolve(data);
      else if ("error" in data) reject(new Error(data.error));
      else if ("line" in data) onMessage(data).catch(reject);
      else resolve(data as T);
    });
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}

const post = async (message: Message) => {
  await fetch("/", { method: "POST", body: JSON.stringify(message) });
};

const startOfWorker = start((threads) => inWorker<FirstResult>({ what: "first result", threads }));

async function run({ names, threads, ...effort }: Request): Promise<void> {
  const chosen = [...workloads, startOfWorker].filter(
    (workload) => names.length === 0 || names.some((name) => isCalled(workload, name)),
  );
  const options = Object.fromEntries(Object.entries(effort).filter(([, value]) => value !== undefined));
  const counts = new Set<number>();
  for (const count of threads) counts.add(await inWorker<number>({ what: "threads", threads: count }));
  for (const workload of chosen) {
    for (const count of isSingle(workload) ? [1] : counts) {
      const asked = { ...options, threads: count };
      if (workload !== startOfWorker) await inWorker({ what: "workload", name: workload.name, who, ...asked }, post);
      else {
        for await (const figure of startOfWorker.figures(asked)) {
          await post({ line: lineOf(workload.name, { ...who, threads: count }, figure) });
        }
      }
    }
  }
}

try {
  await run(await (await fetch("/request")).json());
  await post({ done: true });
} catch (error) {
  await post({ error: `${error}` });
}
