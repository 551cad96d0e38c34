import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { elementwise } from "./support/unary.js";

/**
 * The largest integer not above each element. Its gradient is 0 everywhere.
 *
 * Shapes: (...) -> (...)
 */
export function floor(x: Tensor): Tensor {
  return record(elementwise("floor", x), [x], () => [null]);
}
