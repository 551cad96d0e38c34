import type { FirstResult } from "../../src/bench/first-result.js";
import { lineOf } from "../../src/bench/line.js";
import { start } from "../../src/bench/start.js";
import { isSingle } from "../../src/bench/workload.js";
import { isCalled, workloads } from "../../src/bench/workloads.js";
import type { Job, Message, Named, OurJob, PeerJob } from "./request.ts";
import type { WorkerJob } from "./worker.ts";

declare const cairnVersion: string; // put in by the bundler

const who = {
  peer: "cairn (Chromium)",
  version: `${cairnVersion} chromium ${/Chrome\/(\d+)/.exec(navigator.userAgent)?.[1]}`,
};

const post = async (message: Message) => {
  await fetch("/", { method: "POST", body: JSON.stringify(message) });
};

/** Hears what a job says until it is done; resolves with the message that ends it, after posting the lines before. */
function hear<T>(from: EventTarget, isIts: (event: MessageEvent) => boolean = () => true): Promise<T> {
  const listening = new AbortController();
  const { signal } = listening;
  let posted = Promise.resolve();
  return new Promise<T>((resolve, reject) => {
    from.addEventListener("error", (event) => reject(new Error((event as ErrorEvent).message)), { signal });
    from.addEventListener(
      "message",
      (event) => {
        const { data } = event as MessageEvent<Message | T>;
        if (!isIts(event as MessageEvent)) return;
        if (typeof data !== "object" || data === null) resolve(data);
        else if ("error" in data) reject(new Error(data.error));
        else if ("line" in data) posted = posted.then(() => post(data));
        else posted.then(() => resolve(data as T), reject);
      },
      { signal },
    );
  }).finally(() => listening.abort());
}

function inWorker<T>(job: WorkerJob): Promise<T> {
  const worker = new Worker("worker.js", { type: "module" });
  worker.postMessage(job);
  return hear<T>(worker).finally(() => worker.terminate());
}

/** In a page within this page, whose Workers end with it. */
async function inFrame(job: PeerJob): Promise<void> {
  const frame = document.createElement("iframe");
  frame.src = "/frame";
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  document.body.append(frame);
  try {
    await loaded; // its program has run by then
    const heard = hear<unknown>(window, ({ source }) => source === frame.contentWindow);
    frame.contentWindow!.postMessage(job);
    await heard;
  } finally {
    frame.remove();
  }
}

const startOfWorker = start((threads) => inWorker<FirstResult>({ what: "first result", threads }));

async function ours({ kind: _, name, ...options }: OurJob): Promise<void> {
  if (name !== startOfWorker.name) await inWorker({ what: "workload", name, who, ...options });
  else {
    for await (const figure of startOfWorker.figures(options)) {
      await post({ line: lineOf(name, { ...who, threads: options.threads }, figure) });
    }
  }
}

function named(names: readonly string[]): Named[] {
  return [...workloads, startOfWorker]
    .filter((workload) => names.length === 0 || names.some((name) => isCalled(workload, name)))
    .map((workload) => ({ name: workload.name, single: isSingle(workload) }));
}

async function perform(job: Job): Promise<unknown> {
  if (job.kind === "names") return named(job.names);
  if (job.kind === "threads") return inWorker<number>({ what: "threads", threads: job.threads });
  await (job.kind === "peer" ? inFrame(job) : ours(job));
  return null;
}

for (;;) {
  const response = await fetch("/job");
  if (response.status !== 200) continue; // there is none yet
  try {
    await post({ done: await perform((await response.json()) as Job) });
  } catch (error) {
    await post({ error: `${error}` });
  }
}
