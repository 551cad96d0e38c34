import { CairnError } from "@cairn-ml/tensor";

/** A file is not one of NumPy's, is damaged, or holds what is not read. */
export class NpyError extends CairnError {}

export function npyFailure(name: string, problem: string, given: string, expected: string, fix?: string): NpyError {
  return new NpyError("readNpy", `${name}: ${problem}`, {
    given,
    expected,
    fix: fix ?? "write the file again with numpy.save or numpy.savez; this one is not whole or not NumPy's",
  });
}
