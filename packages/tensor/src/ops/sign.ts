import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * -1, 0 or 1 for each element. Its gradient is 0 everywhere.
 *
 * Shapes: (...) -> (...)
 */
export function sign(x: Tensor): Tensor {
  return record(elementwise("sign", x), [x], () => [null]);
}
