import * as ops from "./ops/index.js";
import { Tensor } from "./tensor.js";

for (const [name, op] of Object.entries(ops as unknown as Record<string, (...args: unknown[]) => unknown>)) {
  Object.defineProperty(Tensor.prototype, name, {
    value(this: Tensor, ...rest: unknown[]) {
      return op(this, ...rest);
    },
    writable: true,
    configurable: true,
  });
}
