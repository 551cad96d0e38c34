import { EngineError } from "../errors.js";
import { workerSource } from "../generated/word2vec-worker.js";
import { isNode, nodeModule } from "../threads/machine.js";

/** What a worker is started with. */
interface Start {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
}

/** A finished job: its address, how many words it trained, and how long that took. Address 0 says that the worker is ready. */
export interface Done {
  readonly job: number;
  readonly trained: number;
  readonly seconds: number;
}

/** A worker that does the jobs it is sent, in order. */
export interface JobWorker {
  run(job: number): void;
  /** Whether the program must go on for it. */
  hold(busy: boolean): void;
  close(): void;
}

export interface Listeners {
  readonly ready: () => void;
  readonly done: (done: Done) => void;
  readonly failed: (error: EngineError) => void;
}

interface NodeWorker {
  on(event: string, listener: (value: never) => void): void;
  postMessage(message: unknown): void;
  ref(): void;
  unref(): void;
  terminate(): Promise<number>;
}

interface WorkerThreads {
  readonly Worker: new (source: string, options: object) => NodeWorker;
}

/** Starts workers that share a memory. Those that nobody holds keep no program alive. Throws: where there can be none. */
export async function startWorkers(count: number, start: Start, listeners: Listeners): Promise<JobWorker[]> {
  if (!isNode()) return startInBrowser(count, start, listeners);
  const { Worker } = await nodeModule<WorkerThreads>("worker_threads");
  return Array.from({ length: count }, () => {
    const worker = new Worker(workerSource, { eval: true, workerData: start, execArgv: [] });
    let problem = "it was ended from outside";
    let closed = false;
    worker.on("message", (done: Done) => hear(done, listeners));
    worker.on("error", (error: unknown) => {
      problem = String(error);
    });
    worker.on("exit", () => closed || listeners.failed(lost(problem)));
    return {
      run: (job) => worker.postMessage(job),
      hold: (busy) => (busy ? worker.ref() : worker.unref()),
      close: () => {
        closed = true;
        void worker.terminate();
      },
    };
  });
}

function startInBrowser(count: number, start: Start, listeners: Listeners): JobWorker[] {
  const url = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  let starting = count;
  const ready = (): void => {
    if (--starting === 0) URL.revokeObjectURL(url);
    listeners.ready();
  };
  return Array.from({ length: count }, () => {
    const worker = new Worker(url);
    worker.addEventListener("message", ({ data }) => hear(data as Done, { ...listeners, ready }));
    worker.addEventListener("error", ({ message }) => listeners.failed(lost(message || "the browser refused it")));
    worker.postMessage(start);
    return { run: (job) => worker.postMessage(job), hold: () => {}, close: () => worker.terminate() };
  });
}

function hear(done: Done, listeners: Listeners): void {
  if (done.job === 0) listeners.ready();
  else listeners.done(done);
}

function lost(problem: string): EngineError {
  return new EngineError("word2vec", "a thread has ended.", {
    given: problem,
    expected: "threads that live as long as the training",
    fix: "start anew from the last checkpoint, or with one thread, where a kernel's own error is thrown",
  });
}
