import type * as reference from "./index.js";

/** The name of a kernel, the same for the fast one and for its reference. */
export type KernelName = keyof typeof reference;
