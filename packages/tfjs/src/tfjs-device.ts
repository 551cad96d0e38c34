import {
  type Device,
  DeviceError,
  type DType,
  DTypeError,
  type Handle,
  type LaunchArgument,
  type LaunchArguments,
  type MemoryReport,
  Storage,
  storageOn,
  Tensor,
  type TypedArray,
} from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { Elements } from "./elements.js";
import { kernels } from "./kernels/index.js";
import type { KernelName } from "./kernels/kernel.js";

const bytes = 4; // of every element: int8, uint8 and bool are int32 here

export interface TfjsOptions {
  /**
   * "wasm" and "cpu" are loaded when they are asked for. Any other name is that of a backend that you have imported, such as
   * "webgl". The backend that TensorFlow.js uses already, unless said.
   */
  readonly backend?: string;
}

/** Starts a backend of TensorFlow.js and makes a device of it: `await init({ device: await tfjsDevice({ backend: "wasm" }) })`. */
export async function tfjsDevice({ backend }: TfjsOptions = {}): Promise<Device> {
  try {
    if (backend === "wasm") await import("@tensorflow/tfjs-backend-wasm");
    if (backend === "cpu") await import("@tensorflow/tfjs-backend-cpu");
    if (backend === undefined) await tf.ready();
    else if (!(await tf.setBackend(backend))) throw new Error("it did not start");
  } catch (error) {
    throw new DeviceError(
      "tfjsDevice",
      `TensorFlow.js cannot use ${backend ? `its backend ${backend}` : "a backend"}.`,
      {
        given: String(error),
        expected: `a backend that is there: ${tf.engine().backendNames().join(", ") || "none is"}`,
        fix: 'pass "wasm" or "cpu", or import the package of another backend before',
      },
    );
  }
  const threads = tf.getBackend() === "wasm" ? (await import("@tensorflow/tfjs-backend-wasm")).getThreadsCount() : 1;
  return new TfjsDevice(tf.getBackend(), threads);
}

/** Each kernel is made of ops of TensorFlow.js; a storage holds a flat tensor, which a launch replaces by another. */
class TfjsDevice implements Device {
  readonly name: string;
  readonly float = "float32";
  readonly threads: number;
  readonly #backend: string;
  #used = 0;
  #peak = 0;
  #tensors = 0;

  constructor(backend: string, threads: number) {
    this.name = `tfjs ${backend}`;
    this.#backend = backend;
    this.threads = threads;
  }

  allocate(dtype: DType, length: number): Storage {
    if (dtype === "float64") {
      throw new DTypeError("tfjs", "float64 is not computed on this device.", {
        given: "float64",
        expected: "float32, int32, int8, uint8 or bool",
        fix: 'use `await init({ device: "reference" })` for float64',
      });
    }
    this.#tensors++;
    this.#used += length * bytes;
    this.#peak = Math.max(this.#peak, this.#used);
    return new Storage(this, dtype, length, new Elements(dtype, length));
  }

  free(handle: Handle): void {
    const elements = handle as Elements;
    this.#tensors--;
    this.#used -= elements.length * bytes;
    elements.free();
  }

  write(storage: Storage, offset: number, data: ArrayLike<number>): void {
    this.#run(() => (storage.handle as Elements).write(offset, data));
  }

  read(storage: Storage, offset: number, length: number): TypedArray {
    return this.#run(() => (storage.handle as Elements).read(offset, length));
  }

  launch<K extends KernelName>(kernel: K, extent: number, ...args: LaunchArguments<K>): void {
    const known = (args as readonly LaunchArgument[]).map((arg) => {
      if (arg instanceof Tensor) storageOn(this, arg); // or it throws
      return typeof arg === "function" ? arg() : arg;
    });
    if (extent > 0) this.#run(() => (kernels[kernel] as (...args: unknown[]) => void)(extent, ...known));
  }

  memory(): MemoryReport {
    return { used: this.#used, reserved: this.#used, peak: this.#peak, tensors: this.#tensors };
  }

  /** Frees what `f` made and did not store. TensorFlow.js has one backend at a time for everybody: it is set when it changed. */
  #run<T>(f: () => T): T {
    if (tf.getBackend() !== this.#backend) void tf.setBackend(this.#backend); // at once, since it has been started
    let result: T | undefined;
    tf.tidy(() => {
      result = f();
    });
    return result as T;
  }
}
