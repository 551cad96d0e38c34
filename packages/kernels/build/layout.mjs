/** The fixed layout of the engine's memory, in bytes; both sides of it, TypeScript and WebAssembly, get these numbers. */

const kib = 1024;

/** Words that threads share: assembly/entry/threads.ts. Nothing lies below, for address 0 means "absent". */
const controlBase = 1 * kib;
/** The constant tables of the further kernels. */
const furtherBase = 2 * kib;
/** Where an eager launch writes its record. */
const commandBase = 4 * kib;
const commandBytes = 60 * kib;
const scratchBase = commandBase + commandBytes;
/** One thread's working memory: a packed block of A and of B, or the rows of scores of an attention unit. */
const scratchBytes = 1280 * kib;
const maxThreads = 16;
/** `--memoryBase`: the constant tables of the kernels; the heap begins after them. */
const staticBase = scratchBase + maxThreads * scratchBytes;

export const layout = {
  controlBase,
  furtherBase,
  commandBase,
  commandBytes,
  scratchBase,
  scratchBytes,
  maxThreads,
  staticBase,
};
