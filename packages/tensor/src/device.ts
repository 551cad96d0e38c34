import type { KernelName, reference } from "@cairn-ml/kernels";
import type { DType, TypedArray } from "./dtype.js";
import { DeviceError } from "./errors.js";
import type { Handle, Storage } from "./storage.js";
import type { Tensor } from "./tensor.js";

type WithoutRange<P extends unknown[]> = P extends [...infer Head, number, number] ? Head : never;
type Operand<P> = P extends number ? DynamicNumber : null extends P ? Tensor | null : Tensor;
type Operands<P extends unknown[]> = { [I in keyof P]: Operand<P[I]> };

/** A number, or how to get it: a replay of a captured step asks again, so that it follows what changes from step to step. */
export type DynamicNumber = number | (() => number);

/** The arguments of a kernel as a device takes them: a tensor for each array, without the final [begin, end). */
export type LaunchArguments<K extends KernelName> = Operands<WithoutRange<Parameters<(typeof reference)[K]>>>;

/** What is held of a device's memory. */
export interface MemoryReport {
  /** Bytes that tensors hold, rounded up to whole blocks. */
  readonly used: number;
  /** Bytes that the device has taken from the system. It does not give them back: freed blocks serve the next tensors. */
  readonly reserved: number;
  /** The most bytes that were ever in use. */
  readonly peak: number;
  /** Tensors alive; a tensor and its views are one. */
  readonly tensors: number;
}

/**
 * The seam below every op: memory, and kernels by name. A kernel's meaning and parameters are those of its reference in
 * `@cairn-ml/kernels`; `extent` is what its [begin, end) would span.
 */
export interface Device {
  readonly name: string;
  /** The dtype of real numbers here. */
  readonly float: "float32" | "float64";
  /** Threads that compute, the calling one among them. */
  readonly threads: number;
  /** Memory that is not zeroed. */
  allocate(dtype: DType, length: number): Storage;
  free(handle: Handle): void;
  write(storage: Storage, offset: number, data: ArrayLike<number>): void;
  /** A copy. */
  read(storage: Storage, offset: number, length: number): TypedArray;
  launch<K extends KernelName>(kernel: K, extent: number, ...args: LaunchArguments<K>): void;
  memory(): MemoryReport;
  /** Ends worker threads, where there are any; the device goes on with the calling thread. A finished program needs no call. */
  close?(): void;
  /** Devices that can run launches again have this; `capture` needs it. */
  readonly replayer?: Replayer;
}

/** An argument of a launch, as ops pass it. */
export type LaunchArgument = Tensor | DynamicNumber | null;

/** Is told what is asked of a device, a launch before it runs. It must not keep `args`. */
export interface DeviceListener {
  allocated(storage: Storage): void;
  written(storage: Storage, offset: number, data: ArrayLike<number>): void;
  read(storage: Storage): void;
  launched(kernel: KernelName, extent: number, args: readonly LaunchArgument[]): void;
}

/** Some place in a storage. */
export interface Place {
  readonly storage: Storage;
  /** From its beginning. */
  readonly bytes: number;
}

/** A launch whose arrays are places, so that they may lie in storages that no tensor has. */
export interface PlacedLaunch {
  readonly kernel: KernelName;
  readonly extent: number;
  readonly args: readonly (Place | number)[];
}

/** Launches that lie ready in a device's memory. */
export interface ReplayProgram<Slot = unknown> {
  /** Runs the launches [first, end). */
  run(first: number, end: number): void;
  /** A name for an argument, for `set`. */
  slot(launch: number, argument: number): Slot;
  set(slot: Slot, value: number): void;
  /** The same for an array: whose elements it is from now on. */
  place(slot: Slot, place: Place): void;
  dispose(): void;
}

/** How a device runs launches again. */
export interface Replayer {
  /** Tells one listener of everything, until it is called with null. */
  listen(listener: DeviceListener | null): void;
  program(launches: readonly PlacedLaunch[]): ReplayProgram;
  /** The memory of a tensor from its first element on as a storage of its own, which never frees it. */
  borrow(x: Tensor): Storage;
}

/** Used by devices: the storage of an operand, which must be alive and here. */
export function storageOn(device: Device, operand: Tensor): Storage {
  const storage = operand.live();
  if (storage.device !== device) throw elsewhere(device, storage.device);
  return storage;
}

function elsewhere(here: Device, there: Device): DeviceError {
  return new DeviceError("launch", "a tensor lies on another device.", {
    given: `a tensor on ${there.name}`,
    expected: `a tensor on this ${here.name} device`,
    fix: "copy it: fromData(x.data(), x.shape, { device })",
  });
}

let current: Device | null = null;

/** The device on which tensors are made when none is named. */
export function defaultDevice(): Device {
  if (!current) {
    throw new DeviceError("init", "there is no device yet.", {
      given: "an op before init()",
      expected: "a device",
      fix: "call `await init()` once, before the first tensor",
    });
  }
  return current;
}

export function setDefaultDevice(device: Device): void {
  current = device;
}
