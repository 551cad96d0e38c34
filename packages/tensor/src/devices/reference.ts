import { type KernelName, reference } from "@cairn-ml/kernels";
import { type Device, type LaunchArgument, type LaunchArguments, type MemoryReport, storageOn } from "../device.js";
import { type DType, makeArray, type TypedArray } from "../dtype.js";
import { type Handle, Storage } from "../storage.js";
import { Tensor } from "../tensor.js";

/**
 * Plain TypeScript loops: the oracle of the tests, and what runs where WebAssembly SIMD is missing. Stores float64, in which
 * any float32 input is exact, or with `dtype: "float32"` rounds after each op.
 */
export class ReferenceDevice implements Device {
  readonly name = "reference";
  readonly threads = 1;
  readonly float: "float32" | "float64";
  #used = 0;
  #peak = 0;
  #tensors = 0;

  constructor({ dtype = "float64" }: { dtype?: "float32" | "float64" } = {}) {
    this.float = dtype;
  }

  allocate(dtype: DType, length: number): Storage {
    const array = makeArray(dtype, length);
    this.#used += array.byteLength;
    this.#tensors++;
    this.#peak = Math.max(this.#peak, this.#used);
    return new Storage(this, dtype, length, array);
  }

  free(handle: Handle): void {
    this.#used -= (handle as TypedArray).byteLength;
    this.#tensors--;
  }

  write(storage: Storage, offset: number, data: ArrayLike<number>): void {
    (storage.handle as TypedArray).set(data, offset);
  }

  read(storage: Storage, offset: number, length: number): TypedArray {
    return (storage.handle as TypedArray).slice(offset, offset + length);
  }

  launch<K extends KernelName>(kernel: K, extent: number, ...args: LaunchArguments<K>): void {
    const operands = (args as readonly LaunchArgument[]).map((arg) => {
      if (typeof arg === "function") return arg();
      return arg instanceof Tensor ? (storageOn(this, arg).handle as TypedArray).subarray(arg.offset) : arg;
    });
    (reference[kernel] as (...args: unknown[]) => void)(...operands, 0, extent);
  }

  memory(): MemoryReport {
    return { used: this.#used, reserved: this.#used, peak: this.#peak, tensors: this.#tensors };
  }
}
