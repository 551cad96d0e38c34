import { controlBase } from "../generated/kernels.js";

/**
 * Words of the control block, by their place in it; assembly/entry/threads.ts says what they mean. Only this side knows the last:
 * `ready`, whose bit i says that worker i has begun, and `failed`, a thread that trapped.
 */
export const control = {
  open: 0,
  sleepers: 1,
  finished: 16,
  stop: 32,
  patience: 34,
  ready: 36,
  failed: 37,
} as const;

/** What a worker that fails adds to `finished`. */
export const failure: number = 1 << 20;

/** A view of the control block. */
export function controlWords(memory: WebAssembly.Memory): Int32Array {
  return new Int32Array(memory.buffer, controlBase, 64);
}
