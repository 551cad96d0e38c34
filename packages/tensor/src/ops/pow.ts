import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { binary, operands } from "./support/binary.js";

/**
 * The power, element by element: y = a^b. A negative base needs a whole exponent.
 *
 * Shapes: (...), (...) -> (...), broadcast
 */
export function pow(a: Tensor, b: Tensor | number): Tensor {
  const { x, z } = operands("pow", a, b);
  const y = binary("pow", x, z);
  if (typeof z === "number") return record(y, [x], (dy) => [z === 0 ? null : dy.mul(x.pow(z - 1).mul(z))]);
  const needX = isRecorded(x);
  const needZ = isRecorded(z);
  return record(y, [x, z], (dy) => [needX ? dy.mul(slope(x, z)) : null, needZ ? dy.mul(y).mul(baseLog(x, z)) : null]);
}

/** b a^(b-1); 0 where both are 0, not the 0 · inf that the formula says. */
function slope(a: Tensor, b: Tensor): Tensor {
  const bothZero = a.detach().abs().maximum(b.detach().abs()).equal(0);
  return b.mul(a.pow(bothZero.where(1, b.sub(1))));
}

/** ln a; 0 where a is 0 and b is not below 0, since 0^b does not move there. */
function baseLog(a: Tensor, b: Tensor): Tensor {
  const still = a.detach().abs().maximum(b.detach().neg()).lessEqual(0); // a = 0 and b ≥ 0
  return still.where(1, a).log();
}
