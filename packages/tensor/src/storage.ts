import type { Device } from "./device.js";
import type { DType } from "./dtype.js";
import type { Shape } from "./shape.js";

/** Where the elements are: an address in the engine's memory, an array, whatever the device takes for it. */
export type Handle = number | object;

const unwatched = -1;
const registered = -2;
const borrowedPlace = -3;

/** A block of a device's memory, shared by a tensor and its views, freed with the last of them. */
export class Storage {
  readonly device: Device;
  readonly dtype: DType;
  readonly length: number;
  readonly handle: Handle;
  /** Tensors alive that share this storage. */
  refs = 0;
  /** Its place among the `unregistered`; below 0: whether the garbage collector's registry has it, or nobody frees it. */
  place: number = unwatched;

  constructor(device: Device, dtype: DType, length: number, handle: Handle) {
    this.device = device;
    this.dtype = dtype;
    this.length = length;
    this.handle = handle;
  }
}

/** A storage over memory that belongs to another one, and that nobody frees through this. */
export function borrowed(device: Device, dtype: DType, length: number, handle: Handle): Storage {
  const storage = new Storage(device, dtype, length, handle);
  storage.refs = 1; // so that the last tensor's end is not the last
  storage.place = borrowedPlace;
  return storage;
}

/** True where writing to one may change the other: what is borrowed may be any part of any storage. */
export function mayOverlap(a: Storage, b: Storage): boolean {
  return a === b || a.place === borrowedPlace || b.place === borrowedPlace;
}

// The safety net for tensors made outside any memory scope. It runs only between turns of the event loop.
const forgotten = new FinalizationRegistry<{ device: Device; handle: Handle }>(({ device, handle }) => {
  device.free(handle);
});

// Registering takes longer than a small op, so it waits until the running function is through: most are disposed by then.
const unregistered: Storage[] = [];
const mostUnregistered = 256; // they cannot be collected meanwhile
let waiting = false;

/** Lets the garbage collector free the storage if nobody else does. */
export function freeWhenForgotten(storage: Storage): void {
  if (storage.place !== unwatched) return;
  storage.place = unregistered.push(storage) - 1;
  if (unregistered.length === mostUnregistered) register();
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    register();
  });
}

function register(): void {
  for (const storage of unregistered) {
    storage.place = registered;
    forgotten.register(storage, { device: storage.device, handle: storage.handle }, storage);
  }
  unregistered.length = 0;
}

function unwatch(storage: Storage): void {
  if (storage.place === registered) {
    forgotten.unregister(storage);
    return;
  }
  const last = unregistered.pop()!;
  if (last === storage) return;
  unregistered[storage.place] = last;
  last.place = storage.place;
}

/** Is told of storages that come, with the shape of their first tensor, and go. */
export interface StorageWatcher {
  made(storage: Storage, shape: Shape): void;
  freed(storage: Storage): void;
}

let watcher: StorageWatcher | null = null; // so that without one a tensor costs no more than this comparison

/** Sets the watcher, or ends watching by null. */
export function watchStorages(next: StorageWatcher | null): void {
  watcher = next;
}

export function retain(storage: Storage, shape: Shape): void {
  if (storage.refs++ === 0 && watcher !== null) watcher.made(storage, shape);
}

/** One tensor less; the last one frees the memory. */
export function release(storage: Storage): void {
  if (--storage.refs > 0) return;
  if (watcher !== null) watcher.freed(storage);
  if (storage.place !== unwatched) unwatch(storage);
  storage.device.free(storage.handle);
}
