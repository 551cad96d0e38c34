import { workerSource } from "./worker-source.js";

/** A job for every thread at once: how often a second can each do one `run(count)`? */
export interface Job {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly count: number;
  readonly seconds: number;
}

/** What so many threads, all working at the same time, reach together, a second. */
export async function onThreads(threads: number, { bytes, count, seconds }: Job): Promise<number> {
  const module = await WebAssembly.compile(bytes);
  const start = await starter();
  const workers = Array.from({ length: threads }, start);
  const ask = (message: unknown) => Promise.all(workers.map((worker) => worker.ask(message)));
  try {
    await ask({ module, count, seconds });
    const rates = await ask({});
    return rates.reduce((sum, rate) => sum + rate);
  } finally {
    for (const worker of workers) worker.stop();
  }
}

interface Started {
  ask(message: unknown): Promise<number>;
  stop(): void;
}

type Listen = (event: "message" | "error", listener: (value: unknown) => void) => void;

function started(worker: { postMessage(message: unknown): void; terminate(): unknown }, once: Listen): Started {
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        once("message", (rate) => resolve(rate as number));
        once("error", reject);
        worker.postMessage(message);
      }),
    stop: () => void worker.terminate(),
  };
}

/** How a worker is started here: in Node or in a browser. */
async function starter(): Promise<() => Started> {
  if ((globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node) {
    const name = "node:worker_threads"; // not written in place, so that bundlers for browsers do not look for it
    const { Worker } = (await import(/* @vite-ignore */ name)) as typeof import("node:worker_threads");
    return () => {
      const worker = new Worker(workerSource, { eval: true });
      return started(worker, (event, listener) => worker.once(event, listener));
    };
  }
  const url = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  return () => {
    const worker = new Worker(url);
    return started(worker, (event, listener) => {
      worker.addEventListener(event, (got) => listener("data" in got ? got.data : got), { once: true });
    });
  };
}
