import { createEngine, type Engine, type KernelName } from "@cairn-ml/kernels";
import { type Device, type LaunchArguments, type MemoryReport, storageOn } from "../device.js";
import { bytesPerElement, type DType, type TypedArray } from "../dtype.js";
import { DTypeError } from "../errors.js";
import { type Handle, Storage } from "../storage.js";
import type { Tensor } from "../tensor.js";

/** The default device: our WebAssembly engine. */
export class WasmDevice implements Device {
  readonly name = "wasm";
  readonly float = "float32";
  readonly threads: number;
  readonly engine: Engine;

  private constructor(engine: Engine) {
    this.engine = engine;
    this.threads = engine.threads;
  }

  /** Compiles the engine. Throws: where WebAssembly SIMD is missing. */
  static async create(options: { threads?: number } = {}): Promise<WasmDevice> {
    return new WasmDevice(await createEngine(options));
  }

  allocate(dtype: DType, length: number): Storage {
    if (dtype === "float64") {
      throw new DTypeError("wasm", "float64 is not computed on this device.", {
        given: "float64",
        expected: "float32, int32, uint8 or bool",
        fix: 'use `await init({ device: "reference" })` for float64',
      });
    }
    return new Storage(this, dtype, length, this.engine.allocate(length * bytesPerElement[dtype]));
  }

  free(handle: Handle): void {
    this.engine.free(handle as number);
  }

  write(storage: Storage, offset: number, data: ArrayLike<number>): void {
    this.#view(storage, offset, data.length).set(data);
  }

  read(storage: Storage, offset: number, length: number): TypedArray {
    return this.#view(storage, offset, length).slice();
  }

  #view({ dtype, handle }: Storage, offset: number, length: number): TypedArray {
    const address = (handle as number) + offset * bytesPerElement[dtype];
    if (dtype === "float32") return this.engine.float32(address, length);
    return dtype === "int32" ? this.engine.int32(address, length) : this.engine.uint8(address, length);
  }

  launch<K extends KernelName>(kernel: K, extent: number, ...args: LaunchArguments<K>): void {
    const operands = args as (Tensor | number | null)[];
    for (let i = 0; i < operands.length; i++) {
      const arg = operands[i]!;
      if (arg === null) operands[i] = 0;
      else if (typeof arg !== "number") {
        operands[i] = (storageOn(this, arg).handle as number) + arg.offset * bytesPerElement[arg.dtype];
      }
    }
    this.engine.launch(kernel, extent, operands as number[]);
  }

  memory(): MemoryReport {
    const { used, reserved, peak, blocks } = this.engine.memory();
    return { used, reserved, peak, tensors: blocks };
  }
}
