import { createEngine, type Engine, type KernelName } from "@cairn-ml/kernels";
import {
  type Device,
  type DeviceListener,
  type LaunchArgument,
  type LaunchArguments,
  type MemoryReport,
  type Replayer,
  storageOn,
} from "../device.js";
import "../symbol-dispose.js";
import { bytesPerElement, type DType, type TypedArray } from "../dtype.js";
import { DTypeError } from "../errors.js";
import { borrowed, type Handle, Storage } from "../storage.js";
import { WasmProgram } from "./wasm-program.js";

/** The default device: our WebAssembly engine. */
export class WasmDevice implements Device {
  readonly name = "wasm";
  readonly float = "float32";
  readonly engine: Engine;
  readonly replayer: Replayer = {
    listen: (listener) => {
      this.#listener = listener;
    },
    program: (launches) => new WasmProgram(this.engine, launches),
    borrow: (x) => borrowed(this, x.dtype, x.size, addressOf(x.live(), x.offset)),
  };
  #listener: DeviceListener | null = null;

  private constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Compiles the engine and starts its threads. Throws: where WebAssembly SIMD is missing. */
  static async create(options: { threads?: number } = {}): Promise<WasmDevice> {
    return new WasmDevice(await createEngine(options));
  }

  get threads(): number {
    return this.engine.threads;
  }

  close(): void {
    this.engine.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  allocate(dtype: DType, length: number): Storage {
    if (dtype === "float64") {
      throw new DTypeError("wasm", "float64 is not computed on this device.", {
        given: "float64",
        expected: "float32, int32, int8, uint8 or bool",
        fix: 'use `await init({ device: "reference" })` for float64',
      });
    }
    const storage = new Storage(this, dtype, length, this.engine.allocate(length * bytesPerElement[dtype]));
    this.#listener?.allocated(storage);
    return storage;
  }

  free(handle: Handle): void {
    this.engine.free(handle as number);
  }

  write(storage: Storage, offset: number, data: ArrayLike<number>): void {
    this.#listener?.written(storage, offset, data);
    const bytes = bytesPerElement[storage.dtype];
    this.#memory(storage.dtype).set(data, (storage.handle as number) / bytes + offset);
  }

  read(storage: Storage, offset: number, length: number): TypedArray {
    this.#listener?.read(storage);
    const start = (storage.handle as number) / bytesPerElement[storage.dtype] + offset;
    const copy = this.#memory(storage.dtype).slice(start, start + length);
    return storage.dtype === "int8" ? new Int8Array(copy.buffer) : copy;
  }

  /** All of the memory: a view of a part would take longer to make than a number to read. */
  #memory(dtype: DType): Float32Array | Int32Array | Uint8Array {
    if (dtype === "float32") return this.engine.floats;
    return dtype === "int32" ? this.engine.words : this.engine.bytes;
  }

  launch<K extends KernelName>(kernel: K, extent: number, ...args: LaunchArguments<K>): void {
    const operands = args as LaunchArgument[];
    this.#listener?.launched(kernel, extent, operands);
    for (let i = 0; i < operands.length; i++) {
      const arg = operands[i]!;
      if (typeof arg === "number") continue;
      if (arg === null) operands[i] = 0;
      else operands[i] = typeof arg === "function" ? arg() : addressOf(storageOn(this, arg), arg.offset);
    }
    this.engine.launch(kernel, extent, operands as number[]);
  }

  memory(): MemoryReport {
    const { used, reserved, peak, blocks } = this.engine.memory();
    return { used, reserved, peak, tensors: blocks };
  }
}

function addressOf({ dtype, handle }: Storage, offset: number): number {
  return (handle as number) + offset * bytesPerElement[dtype];
}
