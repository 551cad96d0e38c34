import type { WeightFile } from "@cairn-ml/data";
import { defaultDevice, ValueError } from "@cairn-ml/tensor";
import { tokenizerFileNames, tokenizerFromFiles } from "@cairn-ml/tokenizers";
import type { FullGPTConfig } from "./config.js";
import { fromGguf } from "./config-gguf.js";
import { configFromJSON } from "./config-json.js";
import { checkFits, type WeightDType } from "./fits.js";
import { GPT } from "./gpt.js";
import { loadWeightFile } from "./load-weights.js";
import { checkTokenizer, type LoadedGPT } from "./loaded-gpt.js";
import {
  type FileContent,
  fileIn,
  isGguf,
  type NamedFiles,
  openNamedWeights,
  type Reading,
  textOf,
  weightNames,
  weightsAmong,
} from "./named-weights.js";
import { disposeModel } from "./quantize.js";
import { tokenizerOfGguf } from "./tokenizer-files.js";

export type { FileContent, LoadedGPT };

export interface ReadGPTOptions extends Reading {
  /** How the weights are held; float32 unless said. */
  readonly dtype?: WeightDType | undefined;
}

const op = "readGPT";

/**
 * Loads a GPT from the files of its folder, by name: a run of `cairn train gpt`, one in Hugging Face's form (its weights as
 * safetensors, divided or not, or npz), a single GGUF file, or what `gptFiles` gave. Weights go from the file into the model
 * piece by piece. For pages, which have files but no folders; `loadGPT` of `@cairn-ml/models-gpt/node` is for a disk.
 *
 * Throws: ValueError, or the error of a format or tokenizer, when they are not whole, another architecture, or too large.
 */
export async function readGPT(files: NamedFiles, { dtype, ...reading }: ReadGPTOptions = {}): Promise<LoadedGPT> {
  const check = (config: FullGPTConfig) => {
    if (defaultDevice().name === "wasm") checkFits(op, config, dtype);
    return config;
  };
  // Before the weights are opened: a model that is too large, or another, is refused without a look at them.
  const known = isGguf(weightsAmong(files)) ? undefined : check(configFromJSON(await readObject(files, "config.json")));
  const beside = tokenizerFromFiles(await tokenizerBytes(files));
  const weights = await openNamedWeights(files, reading);
  const config = known ?? check(configOf(weights, files));
  const tokenizer = tokenizerOfGguf(weights) ?? beside;
  checkTokenizer(op, "these files", { tokenizer, config });
  return { model: await loaded(config, weights, dtype), tokenizer, config };
}

/** The files that `readGPT` reads: a run's folder has the optimiser's numbers too, and its log. */
export async function modelFilesOf<Content extends FileContent>(
  files: ReadonlyMap<string, Content>,
): Promise<Map<string, Content>> {
  const names = new Set([...(await weightNames(files)), "config.json", ...tokenizerFileNames]);
  return new Map([...files].filter(([name]) => names.has(name)));
}

async function loaded(config: FullGPTConfig, weights: WeightFile, dtype: WeightDType | undefined): Promise<GPT> {
  const model = new GPT(null, config, { int8: dtype === "int8" });
  try {
    await loadWeightFile(model, weights);
    return model;
  } catch (error) {
    disposeModel(model);
    throw error;
  }
}

/** How a GGUF file says that the model is built. */
function configOf(weights: WeightFile, files: NamedFiles): FullGPTConfig {
  if (weights.format === "gguf") return fromGguf(weights);
  throw new ValueError(op, `${weightsAmong(files)} is not GGUF.`, {
    given: `a file of ${weights.format}`,
    expected: "the format that its name says",
    fix: "rename it, and give config.json with it",
  });
}

async function readObject(files: NamedFiles, name: string): Promise<Record<string, unknown>> {
  const text = await textOf(fileIn(files, name));
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new ValueError(op, `${name} is not a JSON object.`, {
    given: JSON.stringify(text.slice(0, 60)),
    expected: "the model's sizes, in Hugging Face's keys or nanoGPT's",
  });
}

async function tokenizerBytes(files: NamedFiles): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const name of tokenizerFileNames) {
    const file = files.get(name);
    if (file) found.set(name, file instanceof Uint8Array ? file : new Uint8Array(await file.arrayBuffer()));
  }
  return found;
}
