import { isRecorded, record } from "../../tape.js";
import type { Tensor } from "../../tensor.js";
import { binary, operands } from "./binary.js";

/** What `maximum` and `minimum` share. Where the operands are equal each gets half of the gradient. */
export function choice(op: "maximum" | "minimum", a: Tensor, b: Tensor | number): Tensor {
  const { x, z } = operands(op, a, b);
  const needZ = isRecorded(z);
  return record(binary(op, x, z), [x, z], (dy) => {
    const better = op === "maximum" ? x.greater(z) : x.less(z);
    const share = better.astype(x.dtype).add(x.equal(z).astype(x.dtype).mul(0.5)); // of x: 1, ½ or 0
    const dx = dy.mul(share);
    return [dx, needZ ? dy.sub(dx) : null];
  });
}
