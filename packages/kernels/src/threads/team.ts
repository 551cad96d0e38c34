import { EngineError } from "../errors.js";
import { controlBase, kernelNames } from "../generated/kernels.js";
import { control, controlWords, failure } from "./control.js";
import { spawn } from "./spawn.js";

/** Runs records: the export of a shared build. Returns the address of a record that could not be finished, or 0. */
type Run = (program: number, programEnd: number) => number;

const patience = 3_750_000_000n; // ns; eight of them are the 30 s

/** The worker threads of an engine. They wait inside WebAssembly; a fork finds those that have begun. */
export class Team {
  readonly #run: Run;
  readonly #memory: WebAssembly.Memory;
  readonly #words: Int32Array;
  #count = 0;
  #closed = false;
  /** Once a thread is lost nothing runs any more: it may still write. */
  #failure: EngineError | null = null;

  constructor(run: Run, memory: WebAssembly.Memory) {
    this.#run = run;
    this.#memory = memory;
    this.#words = controlWords(memory);
    new BigInt64Array(this.#words.buffer, this.#words.byteOffset + control.patience * 4, 1)[0] = patience;
  }

  /** Workers that are there or will be. */
  get count(): number {
    return this.#count;
  }

  /** Starts `count` workers, without waiting until they have begun. Returns why there are none, or null. */
  async start(module: WebAssembly.Module, further: Uint8Array<ArrayBuffer>, count: number): Promise<string | null> {
    const common = { module, further, memory: this.#memory, control: { ...control, address: controlBase, failure } };
    const starts = Array.from({ length: count }, (_, i) => ({ ...common, thread: i + 1 }));
    this.#count = count;
    try {
      await spawn(starts, ({ thread }, problem) => this.#ended(thread, problem));
      return null;
    } catch (error) {
      this.close();
      return `a Worker could not be made: ${error}`;
    }
  }

  /** Runs the records in [begin, end). Throws: EngineError when a thread has failed or ended; what this thread throws. */
  run(begin: number, end: number): void {
    if (this.#failure) throw this.#failure;
    let record = 0;
    try {
      record = this.#run(begin, end) >>> 0;
    } catch (error) {
      this.#failure = lost("thread 0 failed in an earlier launch.", String(error));
      throw error;
    }
    if (record !== 0) throw (this.#failure = this.#whyStopped(record));
  }

  /** Ends the workers. */
  close(): void {
    this.#closed = true;
    this.#count = 0;
    const words = this.#words;
    Atomics.store(words, control.stop, 1);
    Atomics.store(words, control.open, 1); // no chunks, and a value that no fork leaves: workers about to sleep would miss an old one
    Atomics.notify(words, control.open);
  }

  #whyStopped(record: number): EngineError {
    const kernel = kernelNames[new Int32Array(this.#memory.buffer, record, 1)[0]! & 0xff];
    const thread = Atomics.load(this.#words, control.failed);
    if (thread > 0) return lost(`thread ${thread} failed in ${kernel}.`, "a trap in WebAssembly");
    return lost(`a thread did not finish its part of ${kernel}.`, "no progress for 30 s");
  }

  #ended(thread: number, problem: string): void {
    if (this.#closed) return;
    this.#count--;
    if ((Atomics.load(this.#words, control.ready) >>> thread) & 1) {
      this.#failure ??= lost(`thread ${thread} has ended.`, problem);
    } else console.warn(`cairn: thread ${thread} could not begin, the others go on: ${problem}`);
  }
}

function lost(problem: string, given: string): EngineError {
  return new EngineError("run", problem, {
    given,
    expected: "threads that live as long as the engine",
    fix: "start anew with init(), or with init({ threads: 1 }), where a kernel's own error is thrown",
  });
}
