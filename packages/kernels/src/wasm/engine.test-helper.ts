import { type BuildName, loadBuild, pickBuild } from "../builds.js";
import { importsOf, loadFurther } from "../further/further.js";
import { commandBase, kernelTable, scratchBase, scratchBytes, staticBase } from "../generated/kernels.js";
import { createMemory } from "../linear-memory.js";
import * as reference from "../reference/index.js";
import type { KernelName } from "../reference/kernel-name.js";

export type TestArray = Float32Array | Int32Array | Uint8Array | Int8Array;

/** An array that a kernel writes; what it holds before is given too. */
export class Output {
  constructor(readonly array: TestArray) {}
}

export interface Launch {
  readonly kernel: KernelName;
  readonly extent: number;
  readonly args: readonly (number | null | TestArray | Output)[];
}

interface Exports {
  execute(record: number, begin: number, end: number, scratch: number): void;
  heapBase(): number;
}

const references = { ...reference } as unknown as Record<string, (...args: unknown[]) => void>;
const guardBytes = 64;

/** The builds that this JavaScript engine runs rightly. */
export const testBuilds: readonly BuildName[] = [
  ...(pickBuild() === "relaxed" ? (["relaxed", "relaxed-shared"] as const) : []),
  ...(["simd", "simd-shared"] as const),
];

/** Runs launches on a build, with every array between guard zones and off the 16-byte grid. */
export class TestEngine {
  readonly #exports: Exports;
  readonly #buffer: ArrayBuffer;

  private constructor(exports: Exports, buffer: ArrayBuffer) {
    this.#exports = exports;
    this.#buffer = buffer;
  }

  static async create(build: BuildName): Promise<TestEngine> {
    const shared = build.endsWith("-shared");
    const { memory } = createMemory(shared, staticBase);
    const imports = importsOf(memory, await loadFurther(shared));
    const { instance } = await WebAssembly.instantiate(await loadBuild(build), imports);
    return new TestEngine(instance.exports as unknown as Exports, memory.buffer);
  }

  /**
   * The outputs after the launch, its extent cut into `parts`, of which the last comes first where there are three: what a part
   * writes beyond its end is then seen. Throws: where a guard zone was written.
   */
  run({ kernel, extent, args }: Launch, parts = 1): TestArray[] {
    const { code, count, floats } = kernelTable[kernel]!;
    if (args.length !== count) throw new Error(`${kernel} takes ${count} arguments and got ${args.length}`);
    const words = new Int32Array(this.#buffer, commandBase, count + 3);
    words.set([code, count + 3, extent]);
    const scalars = new Float32Array(this.#buffer, commandBase, count + 3);
    let free = (this.#exports.heapBase() + 63) & ~63;
    const placed: { array: TestArray; isOutput: boolean; address: number }[] = [];
    args.forEach((arg, i) => {
      if (typeof arg === "number") {
        if ((floats >>> i) & 1) scalars[3 + i] = arg;
        else words[3 + i] = arg;
        return;
      }
      words[3 + i] = 0;
      if (arg === null) return;
      const array = arg instanceof Output ? arg.array : arg;
      const address = free + guardBytes + ((i * 5 + 3) % 4) * array.BYTES_PER_ELEMENT;
      const end = address + array.byteLength + guardBytes;
      new Uint8Array(this.#buffer, free, end - free).fill(0xff); // NaN as a float: read beyond an end, it must not be seen
      this.#view(array, address).set(array);
      words[3 + i] = address;
      placed.push({ array, isOutput: arg instanceof Output, address });
      free = (end + 63) & ~63;
    });
    for (let turn = 0; turn < parts; turn++) {
      const part = parts === 3 ? 2 - turn : turn;
      const [begin, end] = [part, part + 1].map((i) => Math.floor((extent * i) / parts));
      this.#exports.execute(commandBase, begin!, end!, scratchBase + part * scratchBytes);
    }
    for (const { array, address } of placed) this.#checkGuards(kernel, address, array.byteLength);
    return placed.filter(({ isOutput }) => isOutput).map(({ array, address }) => this.#view(array, address).slice());
  }

  #view(array: TestArray, address: number): TestArray {
    const View = array.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => TestArray;
    return new View(this.#buffer, address, array.length);
  }

  #checkGuards(kernel: string, address: number, length: number): void {
    const before = new Uint8Array(this.#buffer, address - guardBytes, guardBytes);
    const after = new Uint8Array(this.#buffer, address + length, guardBytes);
    if (before.some((byte) => byte !== 0xff)) throw new Error(`${kernel} wrote before an array`);
    if (after.some((byte) => byte !== 0xff)) throw new Error(`${kernel} wrote past an array's end`);
  }
}

/** The outputs by the reference in float64, from the same float32 inputs. */
export function byReference({ kernel, extent, args }: Launch): (Float64Array | Int32Array | Int8Array | Uint8Array)[] {
  const outputs: (Float64Array | Int32Array | Int8Array | Uint8Array)[] = [];
  const values = args.map((arg) => {
    if (!(arg instanceof Output)) return arg;
    const copy = arg.array instanceof Float32Array ? Float64Array.from(arg.array) : arg.array.slice();
    outputs.push(copy);
    return copy;
  });
  references[kernel]!(...values, 0, extent);
  return outputs;
}
