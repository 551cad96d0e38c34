import { inspect } from "../../capture/on-host.js";
import { DTypeError, ValueError } from "../../errors.js";
import type { Tensor } from "../../tensor.js";

/**
 * Throws unless the tensor holds int32 from 0 to limit - 1, or `except`. Returns how many are not `except`: a function, as a
 * launch takes it, since a replay counts anew.
 */
export function checkIndices(op: string, indices: Tensor, limit: number, except?: number): () => number {
  if (indices.dtype !== "int32") {
    throw new DTypeError(op, "indices are whole numbers.", {
      given: indices.dtype,
      expected: "int32",
      fix: 'make them with tensor(values, { dtype: "int32" }), or x.astype("int32")',
    });
  }
  let count = 0;
  inspect((x) => {
    count = countInRange(op, x.data(), limit, except);
  }, indices);
  return () => count;
}

function countInRange(op: string, values: ArrayLike<number>, limit: number, except: number | undefined): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const index = values[i]!;
    if (index === except) continue;
    if (index < 0 || index >= limit) throw notAnIndex(op, index, i, limit, except);
    count++;
  }
  return count;
}

function notAnIndex(op: string, index: number, at: number, limit: number, except: number | undefined): ValueError {
  return new ValueError(op, `index ${index} does not exist.`, {
    given: `${index} at position ${at}`,
    expected: `0 to ${limit - 1}${except === undefined ? "" : `, or ${except} to ignore`}`,
  });
}
