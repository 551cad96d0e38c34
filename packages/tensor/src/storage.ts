import type { Device } from "./device.js";
import type { DType, TypedArray } from "./dtype.js";

/** Where the elements are: an address in the engine's memory, or an array. */
export type Handle = number | TypedArray;

/** A block of a device's memory, shared by a tensor and its views, freed with the last of them. */
export class Storage {
  readonly device: Device;
  readonly dtype: DType;
  readonly length: number;
  readonly handle: Handle;
  /** Tensors alive that share this storage. */
  refs = 0;
  /** True while the garbage collector is to free it. */
  watched = false;

  constructor(device: Device, dtype: DType, length: number, handle: Handle) {
    this.device = device;
    this.dtype = dtype;
    this.length = length;
    this.handle = handle;
  }
}

// The safety net for tensors made outside any memory scope. It runs only between turns of the event loop.
const forgotten = new FinalizationRegistry<{ device: Device; handle: Handle }>(({ device, handle }) => {
  device.free(handle);
});

/** Lets the garbage collector free the storage if nobody else does. */
export function freeWhenForgotten(storage: Storage): void {
  if (storage.watched) return;
  storage.watched = true;
  forgotten.register(storage, { device: storage.device, handle: storage.handle }, storage);
}

export function retain(storage: Storage): void {
  storage.refs++;
}

/** One tensor less; the last one frees the memory. */
export function release(storage: Storage): void {
  if (--storage.refs > 0) return;
  if (storage.watched) forgotten.unregister(storage);
  storage.device.free(storage.handle);
}
