import type { Tensor } from "../tensor.js";
import { view } from "./support/strided.js";

/**
 * The same elements, as a constant: no gradient flows through. A view.
 *
 * Shapes: (...) -> (...)
 */
export function detach(x: Tensor): Tensor {
  return view(x, x.shape, x.strides, x.offset);
}
