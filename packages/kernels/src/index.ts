export * as math from "./math/index.js";
export { philox4x32 } from "./philox.js";
export * as reference from "./reference/index.js";
export type { KernelName } from "./reference/kernel-name.js";
export type { AnyArray, Floats } from "./reference/types.js";
