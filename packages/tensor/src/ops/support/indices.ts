import { inspect } from "../../capture/on-host.js";
import { DTypeError, ValueError } from "../../errors.js";
import type { Tensor } from "../../tensor.js";

/** Throws unless the tensor holds int32 from 0 to limit - 1, or `except`. */
export function checkIndices(op: string, indices: Tensor, limit: number, except?: number): void {
  if (indices.dtype !== "int32") {
    throw new DTypeError(op, "indices are whole numbers.", {
      given: indices.dtype,
      expected: "int32",
      fix: 'make them with tensor(values, { dtype: "int32" }), or x.astype("int32")',
    });
  }
  inspect((x) => checkRange(op, x, limit, except), indices);
}

function checkRange(op: string, indices: Tensor, limit: number, except: number | undefined): void {
  const values = indices.data();
  for (let i = 0; i < values.length; i++) {
    const index = values[i]!;
    if ((index < 0 || index >= limit) && index !== except) {
      throw new ValueError(op, `index ${index} does not exist.`, {
        given: `${index} at position ${i}`,
        expected: `0 to ${limit - 1}${except === undefined ? "" : `, or ${except} to ignore`}`,
      });
    }
  }
}
