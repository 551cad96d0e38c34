import { CairnError } from "@cairn-ml/tensor";

/** A file is not a GGUF file, or is damaged. */
export class GgufError extends CairnError {}

export function ggufFailure(name: string, problem: string, given: string, expected: string): GgufError {
  const fix = "download or write the file again; this one is not whole or not a GGUF file";
  return new GgufError("openGguf", `${name}: ${problem}`, { given, expected, fix });
}
