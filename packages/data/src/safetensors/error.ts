import { type Explanation, explain } from "../explain.js";

/** A safetensors file that cannot be read, or tensors that cannot be written to one. */
export class SafetensorsError extends Error {
  override readonly name = "SafetensorsError";

  constructor(op: string, problem: string, explanation: Explanation) {
    super(explain(op, problem, explanation));
  }
}
