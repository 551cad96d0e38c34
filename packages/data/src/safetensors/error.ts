import { type ErrorDetails, errorText } from "@cairn-ml/tensor";

/** A safetensors file that cannot be read, or tensors that cannot be written to one. */
export class SafetensorsError extends Error {
  override readonly name = "SafetensorsError";

  constructor(op: string, problem: string, explanation: ErrorDetails) {
    super(errorText(op, problem, explanation));
  }
}
