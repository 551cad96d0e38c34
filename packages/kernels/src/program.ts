import type { Engine } from "./engine.js";
import { kernelTable } from "./generated/kernels.js";
import type { KernelName } from "./reference/kernel-name.js";

/** A launch as `Engine.launch` takes it. */
export interface ProgramLaunch {
  readonly kernel: KernelName;
  readonly extent: number;
  readonly args: readonly number[];
}

const headWords = 3; // op, length, extent

/** Launches laid out once in the engine's memory, to be run many times. Their arguments can be changed in between. */
export class Program {
  readonly #engine: Engine;
  readonly #address: number;
  readonly #starts: number[]; // the address of each record, and the end of the last
  readonly #kernels: readonly KernelName[];
  #disposed = false;

  /** Throws: OutOfMemoryError, and EngineError for a launch that is none. */
  constructor(engine: Engine, launches: readonly ProgramLaunch[]) {
    this.#engine = engine;
    this.#kernels = launches.map(({ kernel }) => kernel);
    const words = launches.reduce((sum, { args }) => sum + headWords + args.length, 0);
    this.#address = engine.allocate(words * 4);
    this.#starts = [this.#address];
    let at = this.#address;
    try {
      for (const { kernel, extent, args } of launches) {
        at = engine.encode(at, kernel, extent, args);
        this.#starts.push(at);
      }
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** Runs the launches [first, end). */
  run(first: number, end: number): void {
    this.#engine.run(this.#starts[first]!, this.#starts[end]!);
  }

  /** Where an argument lies, for `set`. */
  slot(launch: number, argument: number): ProgramSlot {
    const isFloat = ((kernelTable[this.#kernels[launch]!]!.floats >>> argument) & 1) === 1;
    return { word: this.#starts[launch]! / 4 + headWords + argument, isFloat };
  }

  /** Changes an argument for all runs to come. */
  set({ word, isFloat }: ProgramSlot, value: number): void {
    if (isFloat) this.#engine.floats[word] = value;
    else this.#engine.words[word] = value;
  }

  /** Frees the records. A second call does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#engine.free(this.#address);
  }
}

/** An argument of a program, as a word of the engine's memory. */
export interface ProgramSlot {
  readonly word: number;
  readonly isFloat: boolean;
}

/** The names of a kernel's arguments, in order. */
export function parametersOf(kernel: KernelName): readonly string[] {
  return kernelTable[kernel]!.parameters.split(" ").map((name) => name.replace(/^_/, ""));
}
