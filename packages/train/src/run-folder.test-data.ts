import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import type { Snapshot } from "./index.js";
import type { RunDescription } from "./run-folder.js";

export const description: RunDescription = {
  config: { model_type: "gpt2", n_layer: 1 },
  tokenizer: { kind: "char", characters: ["a", "ü", "😀"] },
  about: { seed: 3, lr: 0.1 + 0.2, none: null },
};

/** A snapshot whose numbers all depend on the step, so that a mixture of two shows. */
export function snapshotAt(step: number, size = 12): Snapshot {
  const rng = new Rng(step);
  return {
    step,
    weights: new Map([
      ["w.weight", uniform(rng, [size])],
      ["w.bias", uniform(rng, [])],
    ]),
    moments: new Map([["m.w.weight", uniform(rng, [size])]]),
    rng: rng.state(),
    history: Array.from({ length: step }, (_, i) => ({ step: i + 1, loss: step / 3 + 1e-17 * i, lr: 1e-7 / (i + 1) })),
    pending: { sum: step / 7, count: step },
    seconds: step / 11,
  };
}

/** A snapshot as plain values, for comparing. */
export function plain(snapshot: Snapshot | null): unknown {
  if (!snapshot) return null;
  const values = (tensors: ReadonlyMap<string, Tensor>) =>
    [...tensors].map(([name, x]) => [name, x.shape, [...x.data()]] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...snapshot, weights: values(snapshot.weights), moments: values(snapshot.moments) };
}

/** A folder for one test file, and what removes it. */
export function scratchFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "cairn-train-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The text of the error that a promise ends with, with `folder` left out. */
export async function errorOf(promise: Promise<unknown>, folder: string): Promise<string> {
  const error = await promise.then(
    () => new Error("nothing was thrown"),
    (e: Error) => e,
  );
  return `${error.constructor.name}: ${error.message}`.replaceAll(folder, "…");
}
