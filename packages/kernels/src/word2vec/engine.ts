import { type BuildName, pickBuild } from "../builds.js";
import { EngineError } from "../errors.js";
import { planThreads } from "../threads/machine.js";
import { loadWord2vecBuild } from "./builds.js";
import type { Word2vecChunk, Word2vecTables } from "./job.js";
import { Word2vecMemory, type Word2vecSizes } from "./memory.js";
import { type Done, type JobWorker, startWorkers } from "./workers.js";

export interface Word2vecEngineOptions extends Word2vecSizes {
  readonly tables: Word2vecTables;
  /** Which build; the best that runs here unless said. */
  readonly build?: BuildName;
  /** Threads that train; as many as the machine runs at once unless said. */
  readonly threads?: number;
}

const jobsPerWorker = 2; // the next chunk waits beside the one that is worked on

/**
 * Makes room for the rows, zeros at first, and starts threads, which are ready then.
 * Throws: EngineError without WebAssembly SIMD, for a number of threads that is none, and beyond 4 GiB.
 */
export async function createWord2vecEngine(options: Word2vecEngineOptions): Promise<Word2vecEngine> {
  const { threads, reason } = await planThreads(options.threads);
  if (reason) console.info(`cairn: one thread, since ${reason}`);
  const build = options.build ?? pickBuild(threads > 1);
  const module = await WebAssembly.compile(await loadWord2vecBuild(build));
  const shared = build.endsWith("-shared");
  const count = shared && threads > 1 ? threads : 0;
  const rows = new Word2vecMemory(options, options.tables, Math.max(1, count * jobsPerWorker), shared);
  const { memory } = rows;
  if (count > 0) return Word2vecEngine.withWorkers(rows, module, count);
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return new Word2vecEngine(rows, (exports as unknown as { train(job: number): number }).train);
}

/**
 * Trains chunks of sentences: on the calling thread, or on workers without locks, which now and then overwrite each other's
 * steps.
 * Source: Recht et al. 2011, "Hogwild!: a lock-free approach to parallelizing stochastic gradient descent".
 */
export class Word2vecEngine {
  /** Words trained so far: those that subsampling left. */
  trained = 0;
  /** Time that the threads spent on it, all together: neither what they waited for nor what is done elsewhere. */
  busySeconds = 0;
  readonly #rows: Word2vecMemory;
  readonly #train: ((job: number) => number) | null;
  #workers: readonly JobWorker[] = [];
  #free: number[] = []; // jobs that wait for a chunk
  #jobAt = new Map<number, number>(); // the job of an address
  #busy = 0;
  #failure: EngineError | null = null;
  #wake: (() => void)[] = [];

  /** `train`: null where workers do it. */
  constructor(rows: Word2vecMemory, train: ((job: number) => number) | null) {
    this.#rows = rows;
    this.#train = train;
  }

  static async withWorkers(rows: Word2vecMemory, module: WebAssembly.Module, count: number): Promise<Word2vecEngine> {
    const engine = new Word2vecEngine(rows, null);
    engine.#busy = count; // until they are ready
    engine.#free = Array.from({ length: count * jobsPerWorker }, (_, i) => i);
    engine.#workers = await startWorkers(
      count,
      { module, memory: rows.memory },
      {
        ready: () => engine.#rest(),
        done: (done) => engine.#done(done),
        failed: (error) => engine.#failed(error),
      },
    );
    await engine.drain();
    return engine;
  }

  get threads(): number {
    return Math.max(1, this.#workers.length);
  }

  /** The rows of words (and n-grams), `stride` floats apart. */
  get input(): Float32Array {
    return this.#rows.input;
  }

  /** The rows of targets. */
  get output(): Float32Array {
    return this.#rows.output;
  }

  get stride(): number {
    return this.#rows.stride;
  }

  /** Trains a chunk, or gives it to a worker as soon as one has room. Throws: EngineError where a worker was lost. */
  async push(chunk: Word2vecChunk): Promise<void> {
    if (this.#train) {
      const began = performance.now();
      this.trained += this.#train(this.#rows.place(0, chunk));
      this.busySeconds += (performance.now() - began) / 1000;
      return;
    }
    while (!this.#failure && this.#free.length === 0) await this.#change();
    if (this.#failure) throw this.#failure;
    const job = this.#free.shift()!;
    const at = this.#rows.place(job, chunk);
    this.#jobAt.set(at, job);
    if (this.#busy++ === 0) for (const worker of this.#workers) worker.hold(true);
    this.#workers[job % this.#workers.length]!.run(at);
  }

  /** Waits until all chunks are trained. Throws: EngineError where a worker was lost. */
  async drain(): Promise<void> {
    while (!this.#failure && this.#busy > 0) await this.#change();
    if (this.#failure) throw this.#failure;
  }

  /** Ends the workers, even amid their work. What they did stays readable. */
  close(): void {
    if (this.#workers.length > 0) this.#failed(closed());
    for (const worker of this.#workers) worker.close();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake.push(resolve);
    });
  }

  #done({ job, trained, seconds }: Done): void {
    this.trained += trained;
    this.busySeconds += seconds;
    this.#free.push(this.#jobAt.get(job)!);
    this.#rest();
  }

  /** One thing less is under way. */
  #rest(): void {
    if (--this.#busy === 0) for (const worker of this.#workers) worker.hold(false);
    this.#notify();
  }

  #failed(error: EngineError): void {
    this.#failure ??= error;
    for (const worker of this.#workers) worker.hold(false);
    this.#notify();
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}

function closed(): EngineError {
  return new EngineError("word2vec", "the threads were ended by close().", {
    given: "sentences to train",
    expected: "threads that live as long as the training",
    fix: "close when all is trained",
  });
}
