import type * as ops from "./ops/index.js";

type Ops = typeof ops;

/** An op without its first parameter, the tensor that the method is called on. */
// biome-ignore lint/suspicious/noExplicitAny: naming Tensor here would make its type refer to itself
type Method<F> = F extends (x: any, ...rest: infer R) => infer Y ? (...rest: R) => Y : never;

/** Every op of ops/index.ts as a method. */
export type Methods = { [K in keyof Ops]: Method<Ops[K]> };
