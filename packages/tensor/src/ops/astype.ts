import { emptyLike } from "../creation.js";
import { type DType, isFloat } from "../dtype.js";
import { DTypeError } from "../errors.js";
import { recordNothing } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { dense } from "./support/strided.js";

/**
 * The elements as another dtype: to a float exactly where it holds them, to int32 toward zero (NaN becomes 0).
 * float32 and float64 both mean the device's float dtype.
 *
 * Shapes: (...) -> (...)
 * Throws: GradientError for a float that is being differentiated and becomes an integer.
 */
export function astype(x: Tensor, dtype: DType): Tensor {
  const target = isFloat(dtype) ? x.device.float : dtype;
  if (x.dtype === target) return x;
  if (x.dtype === "int8") throw isStored(dtype);
  const y = emptyLike(x, target);
  if (isFloat(target)) {
    x.device.launch(x.dtype === "int32" ? "castI32" : "castU8", x.size, dense(x), y);
    return y;
  }
  if (target !== "int32" || !isFloat(x.dtype)) {
    throw new DTypeError("astype", `cannot convert ${x.dtype} to ${dtype}.`, {
      given: x.dtype,
      expected: "an integer or a mask to a float, or a float to int32",
      fix: "go through a float",
    });
  }
  x.device.launch("toI32", x.size, dense(x), y);
  return recordNothing("astype", y, [x]);
}

function isStored(dtype: DType): DTypeError {
  return new DTypeError("astype", `cannot convert int8 to ${dtype}.`, {
    given: "int8, which is for storage",
    expected: "another dtype",
    fix: "use the methods of QuantizedMatrix",
  });
}
