import { CaptureError } from "../errors.js";
import { Tensor } from "../tensor.js";

/**
 * What a step returned with other tensors in its tensors' places.
 *
 * Throws: CaptureError for what is no tensor, since a replay would return it as it was.
 */
export function mapTensors(value: unknown, f: (x: Tensor) => Tensor): unknown {
  if (value instanceof Tensor) return f(value);
  if (value === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapTensors(item, f));
  const prototype = typeof value === "object" ? Object.getPrototypeOf(value) : undefined;
  if (prototype === Object.prototype || prototype === null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTensors(item, f)]));
  }
  throw new CaptureError("capture", "the step returns what is not computed again.", {
    given: typeof value === "object" ? `a ${value.constructor?.name ?? "strange object"}` : `a ${typeof value}`,
    expected: "tensors, arrays and plain objects of them, or nothing",
    fix: "return tensors, and read the numbers from what the captured function returns",
  });
}
