import { init, tensor } from "@cairn-ml/tensor";

/** Milliseconds, of a process (or Worker) that has computed nothing yet. */
export interface FirstResult {
  /** From before `await init()` to the numbers of the first op. */
  readonly sinceInit: number;
  /** From the beginning of the process to those. */
  readonly sinceStart: number;
}

export async function firstResult(threads: number): Promise<FirstResult> {
  const began = performance.now(); // counts from the beginning
  await init({ threads });
  tensor([1, 2, 3, 4]).add(1).data();
  const now = performance.now();
  return { sinceInit: now - began, sinceStart: now };
}
