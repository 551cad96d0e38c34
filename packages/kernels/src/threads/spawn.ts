import { workerSource } from "../generated/worker.js";
import { isNode, nodeModule } from "./machine.js";

/** The address of the control block, words in it, and what a worker that fails adds to `finished`. */
interface ControlPlaces {
  readonly address: number;
  readonly ready: number;
  readonly failed: number;
  readonly finished: number;
  readonly failure: number;
}

/** What each worker is started with. */
export interface WorkerStart {
  readonly module: WebAssembly.Module;
  /** The bytes of the further kernels. */
  readonly further: Uint8Array<ArrayBuffer>;
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
  /** Where it says that it has begun or failed. */
  readonly control: ControlPlaces;
}

/** Called when a worker ends, or cannot begin, with why. */
export type OnEnd = (start: WorkerStart, problem: string) => void;

interface NodeWorker {
  on(event: "error", listener: (error: unknown) => void): void;
  on(event: "exit", listener: (code: number) => void): void;
  unref(): void;
}

interface WorkerThreads {
  readonly Worker: new (source: string, options: object) => NodeWorker;
}

/** Starts workers, one for each of `starts`. None of them keeps a finished program alive. Throws: where there can be none. */
export async function spawn(starts: readonly WorkerStart[], onEnd: OnEnd): Promise<void> {
  if (isNode()) spawnInNode(await nodeModule<WorkerThreads>("worker_threads"), starts, onEnd);
  else await spawnInBrowser(starts, onEnd);
}

function spawnInNode({ Worker }: WorkerThreads, starts: readonly WorkerStart[], onEnd: OnEnd): void {
  for (const start of starts) {
    // Flags of the program, such as loaders, are not for this worker.
    const worker = new Worker(workerSource, { eval: true, workerData: start, execArgv: [] });
    let problem = "it was ended from outside";
    worker.on("error", (error) => {
      problem = String(error);
    });
    worker.on("exit", () => onEnd(start, problem));
    worker.unref();
  }
}

const patience = 5000; // ms

/** Waits until the workers are there: they can begin only while this thread is idle, and it may soon compute for long. */
async function spawnInBrowser(starts: readonly WorkerStart[], onEnd: OnEnd): Promise<void> {
  const url = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  const begun = starts.map(
    (start) =>
      new Promise<void>((resolve) => {
        const worker = new Worker(url);
        worker.addEventListener("message", () => resolve());
        worker.addEventListener("error", (event) => {
          onEnd(start, event.message || "the browser refused it");
          resolve();
        });
        worker.postMessage(start);
      }),
  );
  await Promise.race([Promise.all(begun), new Promise((resolve) => setTimeout(resolve, patience))]);
  URL.revokeObjectURL(url);
}
