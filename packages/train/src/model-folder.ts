import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Tensor } from "@cairn-ml/tensor";
import { list } from "./claim-folder.js";
import { digestOf, explainFileError, FileError, moveSynced, readBytes, replaceFile, writeSynced } from "./files.js";
import { RunFolder } from "./run-folder.js";
import { parseObject } from "./sealed-json.js";
import { decodeWeights, encodeWeights } from "./weights-file.js";

/** A model without the training that made it. */
export interface SavedModel {
  /** Plain data that rebuilds the model. */
  readonly config: object;
  readonly weights: ReadonlyMap<string, Tensor>;
}

const op = "model folder";
const [configFile, weightsFile] = ["config.json", "model.safetensors"];

/**
 * Writes a model into a folder, which is made if it is not there: `config.json`, with the digest of `model.safetensors`. A
 * model that was saved there before is replaced, as a run's checkpoint is: the new weights lie beside the old until `config.json`
 * names them, so that a crash leaves one model or the other.
 *
 * Throws: FileError; also for the folder of a run, whose model belongs to its checkpoint.
 */
export async function saveModel(path: string, { config, weights }: SavedModel): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error) => {
    throw explainFileError(op, path, error);
  });
  if ((await list(op, path)).includes("run.json")) {
    throw new FileError(op, `${path} holds a run.`, {
      given: "a folder with run.json in it",
      expected: "a folder without one",
      fix: "name another folder",
    });
  }
  const bytes = encodeWeights(weights);
  const file = join(path, weightsFile);
  await writeSynced(op, nextOf(file), bytes);
  const text = JSON.stringify({ ...config, digest: digestOf(bytes) }, null, 1);
  await replaceFile(op, join(path, configFile), new TextEncoder().encode(`${text}\n`));
  await moveSynced(op, nextOf(file), file);
}

/** Reads what rebuilds a model alone, of a run too that has saved no weights. Throws: FileError. */
export async function readModelConfig(path: string): Promise<Readonly<Record<string, unknown>>> {
  const entries = await list(op, path);
  if (entries.includes("run.json")) return { ...(await RunFolder.open(path)).description.config };
  const { digest: _, ...config } = await readConfig(path, entries);
  return config;
}

/**
 * Reads what `saveModel` wrote, or the newest checkpoint of a run.
 *
 * Throws: FileError and SafetensorsError for folders and files that are none, or are damaged.
 */
export async function readModel(path: string): Promise<SavedModel> {
  const entries = await list(op, path);
  if (entries.includes("run.json")) {
    const run = await RunFolder.open(path);
    return { config: run.description.config, weights: await run.weights() };
  }
  const { digest, ...config } = await readConfig(path, entries);
  const file = join(path, weightsFile);
  const next = entries.includes(`${weightsFile}.next`) ? await readBytes(op, nextOf(file)) : undefined;
  const bytes = next && digestOf(next) === digest ? next : await readBytes(op, file);
  if (digest !== digestOf(bytes)) {
    throw new FileError(op, `${file} was changed or damaged.`, {
      given: `${bytes.length} bytes that do not match the digest in ${configFile}`,
      expected: `SHA-256 ${digest}`,
      fix: "save the model again",
    });
  }
  return { config, weights: decodeWeights(file, bytes) };
}

const nextOf = (file: string) => `${file}.next`;

async function readConfig(path: string, entries: readonly string[]): Promise<Record<string, unknown>> {
  if (!entries.includes(configFile)) {
    throw new FileError(op, `${path} holds no model.`, {
      given: entries.length === 0 ? "an empty folder" : `a folder with ${entries.slice(0, 5).join(", ")}`,
      expected: `a folder with ${configFile} and ${weightsFile}`,
      fix: "name the folder that the model was saved to",
    });
  }
  return parseObject(op, join(path, configFile), await readBytes(op, join(path, configFile)));
}
