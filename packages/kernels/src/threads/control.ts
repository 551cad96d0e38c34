import { controlBase } from "../generated/kernels.js";

/** The words of the control block, by their place in it; assembly/entry/threads.ts says what they mean. */
export const control = {
  open: 0,
  sleepers: 2,
  finished: 16,
  waiting: 32,
  stop: 33,
  failed: 34,
  patience: 35,
  ready: 36,
} as const;

/** A view of the control block. */
export function controlWords(memory: WebAssembly.Memory): Int32Array {
  return new Int32Array(memory.buffer, controlBase, 64);
}
