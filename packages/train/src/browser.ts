import { CairnError } from "@cairn-ml/tensor";

// What `@cairn-ml/train/node` is in a browser: models can be saved there, but not to a disk.

export async function saveModel(path: string, _: unknown): Promise<never> {
  throw noDisk("saveModel", path);
}

export async function readModel(path: string): Promise<never> {
  throw noDisk("readModel", path);
}

export async function readModelConfig(path: string): Promise<never> {
  throw noDisk("readModelConfig", path);
}

function noDisk(op: string, path: string): CairnError {
  return new CairnError(op, "a browser has no folders.", {
    given: path,
    expected: "Node",
    fix: "keep `model.config` and `model.weights` in a place of your own",
  });
}
