import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { fromHuggingFace, type GPTConfig, type StartingPoint } from "@cairn-ml/models-gpt";
import { loadGPT } from "@cairn-ml/models-gpt/node";
import type { Tensor } from "@cairn-ml/tensor";
import type { Tokenizer } from "@cairn-ml/tokenizers";
import type { Snapshot } from "@cairn-ml/train";
import { FileError, type RunFolder } from "@cairn-ml/train/node";

/** What a run began with, as it remembers it. */
export interface StartDescription {
  readonly path: string;
  /** Of the weights, whatever file they were in. */
  readonly digest: string;
}

/** Weights to begin with, and the tokenizer that goes with them. */
export interface Start extends StartingPoint {
  readonly config: GPTConfig;
  readonly tokenizer: Tokenizer | null;
  readonly description: StartDescription;
}

/** Loads the model in a folder. Throws: what `loadGPT` throws. */
export async function loadStart(dir: string): Promise<Start> {
  const { model, tokenizer } = await loadGPT(dir);
  const weights = model.weightsToSave();
  return { config: model.config, weights, tokenizer, description: { path: resolve(dir), digest: digestOf(weights) } };
}

/** What a run that goes on begins with: its checkpoint, or before the first the weights that it began with. Throws: FileError. */
export async function startOf(run: RunFolder, init: StartDescription, snapshot: Snapshot | null): Promise<Start> {
  if (snapshot) {
    const config = fromHuggingFace(run.description.config as Record<string, unknown>);
    return { config, weights: snapshot.weights, tokenizer: null, description: init }; // the run has its tokenizer
  }
  const start = await loadStart(init.path);
  if (start.description.digest === init.digest) return start;
  throw new FileError("train gpt", `${init.path} does not hold the weights that the run in ${run.path} began with.`, {
    given: `SHA-256 ${start.description.digest}`,
    expected: `SHA-256 ${init.digest}`,
    fix: "bring them back, or start a new run without --resume",
  });
}

function digestOf(weights: ReadonlyMap<string, Tensor>): string {
  const hash = createHash("sha256");
  for (const [name, x] of [...weights].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name} ${x.shape}\n`);
    const { buffer, byteOffset, byteLength } = x.data() as Float32Array;
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest("hex");
}
