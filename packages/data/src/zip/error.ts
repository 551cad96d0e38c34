import { CairnError } from "@cairn-ml/tensor";

/** A zip archive that cannot be read. */
export class ZipError extends CairnError {}

export function zipFailure(name: string, problem: string, given: string, expected: string): ZipError {
  const fix = "get the file again, or write it with numpy.savez; this one is not whole or not a plain zip archive";
  return new ZipError("readZip", `${name}: ${problem}`, { given, expected, fix });
}
