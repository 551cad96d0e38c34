import { empty, full } from "../creation.js";
import { DTypeError } from "../errors.js";
import { broadcastShapes } from "../shape.js";
import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { operands } from "./support/binary.js";
import { broadcastView, dense } from "./support/strided.js";

/**
 * Chooses element by element: a where the condition holds, else b.
 *
 * Shapes: (...), (...), (...) -> (...), broadcast
 * DType: the condition is bool.
 */
export function where(condition: Tensor, a: Tensor | number, b: Tensor | number): Tensor {
  if (condition.dtype !== "bool") {
    throw new DTypeError("where", "the condition is not a mask.", {
      given: condition.dtype,
      expected: "bool",
      fix: "compare first, as in x.greater(0)",
    });
  }
  const { x, z } = operands("where", asTensor(a, condition), asTensor(b, condition));
  const shape = broadcastShapes("where", condition.shape, broadcastShapes("where", x.shape, z.shape));
  const [c, left, right] = [condition, x, z].map((t) => dense(broadcastView(t, shape))) as [Tensor, Tensor, Tensor];
  const y = empty(shape, x.dtype, x.device);
  x.device.launch("where", y.size, c, left, right, y);
  const needX = isRecorded(x);
  const needZ = isRecorded(z);
  return record(y, [x, z], (dy) => [needX ? c.where(dy, 0) : null, needZ ? c.where(0, dy) : null]);
}

function asTensor(value: Tensor | number, { device }: Tensor): Tensor {
  return typeof value === "number" ? full([], value, { device }) : value;
}
