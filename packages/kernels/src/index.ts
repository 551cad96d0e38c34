export type { MemoryUse } from "./allocator.js";
export type { BuildName } from "./builds.js";
export { createEngine, type Engine, type EngineOptions } from "./engine.js";
export { EngineError, OutOfMemoryError } from "./errors.js";
export * as math from "./math/index.js";
export { philox4x32 } from "./philox.js";
export * as reference from "./reference/index.js";
export type { KernelName } from "./reference/kernel-name.js";
export type { AnyArray, Floats } from "./reference/types.js";
