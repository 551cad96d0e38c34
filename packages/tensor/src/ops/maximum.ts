import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * The larger of two, element by element; NaN if either is. Where they are equal each gets half of the gradient.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function maximum(a: Tensor, b: Tensor | number): Tensor {
  const [x, z] = operands("maximum", a, b);
  return record(binary("maximum", x, z), [x, z], (dy) => {
    const share = x.greater(z).astype(x.dtype).add(x.equal(z).astype(x.dtype).mul(0.5)); // of x: 1, ½ or 0
    const dx = dy.mul(share);
    return [dx, dy.sub(dx)];
  });
}
