import { Allocator, type MemoryUse } from "./allocator.js";
import { type BuildName, loadBuild, pickBuild } from "./builds.js";
import { EngineError } from "./errors.js";
import { importsOf, loadFurther } from "./further/further.js";
import { commandBase, kernelTable, staticBase } from "./generated/kernels.js";
import { createMemory, pageBytes } from "./linear-memory.js";
import type { KernelName } from "./reference/kernel-name.js";
import { planThreads } from "./threads/machine.js";
import { Team } from "./threads/team.js";
import { opWord } from "./work.js";

export interface EngineOptions {
  /** Which build; the best that runs here unless said. */
  readonly build?: BuildName;
  /** Threads that are wanted, up to 16; as many as the machine runs at once unless said. */
  readonly threads?: number;
}

interface EngineExports {
  /** Returns the address of a record that could not be finished, or 0. */
  run(program: number, programEnd: number): number;
  heapBase(): number; // an exported usize arrives signed
}

/**
 * Compiles the kernels, gives them a memory of their own, and starts threads; it does not wait until those have begun, and
 * says once when there is one although more were wanted. Throws: EngineError without WebAssembly SIMD.
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const { threads, reason } = await planThreads(options.threads);
  const build = options.build ?? pickBuild(threads > 1);
  const shared = build.endsWith("-shared");
  const [bytes, further] = await Promise.all([loadBuild(build), loadFurther(shared)]);
  const module = await WebAssembly.compile(bytes);
  const { memory, maximumBytes } = createMemory(shared, staticBase);
  const { exports } = await WebAssembly.instantiate(module, importsOf(memory, further));
  const { run, heapBase } = exports as unknown as EngineExports;
  const team = shared && threads > 1 ? new Team(run, memory) : null;
  const problem = team ? await team.start(module, further, threads - 1) : reason;
  if (problem) console.info(`cairn: one thread, since ${problem}`);
  return new Engine({ build, memory, maximumBytes, heapBase: heapBase() >>> 0, run, team });
}

/** What an engine is made of. */
interface EngineParts {
  readonly build: BuildName;
  readonly memory: WebAssembly.Memory;
  readonly maximumBytes: number;
  readonly heapBase: number;
  readonly run: EngineExports["run"];
  readonly team: Team | null;
}

const growthStep = 64 * 1024 * 1024;

/** The kernels in WebAssembly, and the memory that they compute in. Addresses are bytes; 0 means an absent array. */
export class Engine {
  readonly build: BuildName;
  /** How far the memory can grow. */
  readonly maximumBytes: number;
  readonly #memory: WebAssembly.Memory;
  readonly #allocator: Allocator;
  readonly #run: EngineExports["run"];
  readonly #team: Team | null;
  #buffer!: ArrayBuffer;
  #words!: Int32Array<ArrayBuffer>;
  #floats!: Float32Array<ArrayBuffer>;
  #bytes!: Uint8Array<ArrayBuffer>;

  constructor({ build, memory, maximumBytes, heapBase, run, team }: EngineParts) {
    this.build = build;
    this.maximumBytes = maximumBytes;
    this.#memory = memory;
    this.#run = run;
    this.#team = team;
    this.#refreshViews();
    this.#allocator = new Allocator({
      base: heapBase,
      end: this.#usableEnd(),
      limit: maximumBytes,
      grow: (bytes) => this.#grow(bytes),
    });
  }

  /** Threads that compute, the calling one among them. */
  get threads(): number {
    return 1 + (this.#team?.count ?? 0);
  }

  /** The address of a new block of at least `bytes`, aligned to 64, not zeroed. Throws: OutOfMemoryError. */
  allocate(bytes: number): number {
    return this.#allocator.allocate(bytes);
  }

  /** Gives a block back. Throws: EngineError when no live block begins at the address. */
  free(address: number): void {
    this.#allocator.free(address);
  }

  memory(): MemoryUse {
    return { ...this.#allocator.memory(), reserved: this.#buffer.byteLength };
  }

  /** A view of `length` floats. It is good until the next `allocate`, which may grow and move the memory. */
  float32(address: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#buffer, address, length);
  }

  /** A view of `length` integers, good until the next `allocate`. */
  int32(address: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#buffer, address, length);
  }

  /** All of the memory as integers, good until the next `allocate`. */
  get words(): Int32Array<ArrayBuffer> {
    return this.#words;
  }

  /** All of the memory as floats, good until the next `allocate`. */
  get floats(): Float32Array<ArrayBuffer> {
    return this.#floats;
  }

  /** All of the memory as bytes, good until the next `allocate`. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  /** A view of `length` bytes, good until the next `allocate`. */
  uint8(address: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer, address, length);
  }

  /**
   * Runs a kernel over the whole of its extent. The arguments are those of the kernel's reference, without [begin, end),
   * with addresses for arrays and 0 for an absent one.
   */
  launch(kernel: KernelName, extent: number, args: readonly number[]): void {
    this.run(commandBase, this.encode(commandBase, kernel, extent, args));
  }

  /** Writes a launch as a record at an address, a multiple of 4, and returns where the record ends. */
  encode(address: number, kernel: KernelName, extent: number, args: readonly number[]): number {
    const entry = kernelTable[kernel];
    if (entry === undefined || args.length !== entry.count) throw wrongLaunch(kernel, args);
    const { code, count, floats } = entry;
    const words = this.#words;
    let at = address >>> 2;
    words[at] = this.#team ? opWord(code, extent, args) : code;
    words[at + 1] = count + 3;
    words[at + 2] = extent;
    at += 3;
    for (let i = 0; i < count; i++) {
      if ((floats >>> i) & 1) this.#floats[at + i] = args[i]!;
      else words[at + i] = args[i]!;
    }
    return (at + count) * 4; // beyond 2 GiB a shift would be negative
  }

  /** Runs the records that lie in [begin, end). Throws: EngineError when a thread fails. */
  run(begin: number, end: number): void {
    if (this.#team) this.#team.run(begin, end);
    else this.#run(begin, end);
  }

  /** Ends the worker threads. What is launched later runs on the calling thread alone, with the same results. */
  close(): void {
    this.#team?.close(); // and stays: after a thread was lost it lets nothing run
  }

  #grow(bytes: number): number {
    const current = this.#buffer.byteLength;
    const steps = [Math.max(bytes, growthStep, current / 4), bytes]; // generous, else as much as is needed
    for (const step of steps) {
      const pages = Math.ceil(Math.min(step, this.maximumBytes - current) / pageBytes);
      if (pages * pageBytes < bytes) break;
      try {
        this.#memory.grow(pages);
        this.#refreshViews();
        break;
      } catch {} // refused: the smaller step, then the allocator's error
    }
    return this.#usableEnd();
  }

  /** The last cache line stays unused: kernels may read, never write, a little past the end of a block. */
  #usableEnd(): number {
    return this.#buffer.byteLength - 64;
  }

  #refreshViews(): void {
    this.#buffer = this.#memory.buffer as ArrayBuffer;
    this.#words = new Int32Array(this.#buffer);
    this.#floats = new Float32Array(this.#buffer);
    this.#bytes = new Uint8Array(this.#buffer);
  }
}

function wrongLaunch(kernel: string, args: readonly number[]): EngineError {
  const entry = kernelTable[kernel];
  if (entry === undefined) {
    return new EngineError("launch", `there is no kernel "${kernel}".`, {
      given: `"${kernel}"`,
      expected: `one of ${Object.keys(kernelTable).length} kernels`,
      fix: "see KernelName for their names",
    });
  }
  return new EngineError("launch", `${kernel} takes ${entry.count} arguments and got ${args.length}.`, {
    given: `(${args.join(", ")})`,
    expected: `(${entry.parameters.replaceAll(" ", ", ")})`,
    fix: "pass every argument but the final begin and end, 0 for an absent array",
  });
}
