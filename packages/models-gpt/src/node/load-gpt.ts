import { dirname, join } from "node:path";
import { defaultDevice } from "@cairn-ml/tensor";
import { tokenizerFromJSON } from "@cairn-ml/tokenizers";
import { FileError, parseObject, RunFolder, readBytes } from "@cairn-ml/train/node";
import type { FullGPTConfig } from "../config.js";
import { fromGguf } from "../config-gguf.js";
import { configFromJSON } from "../config-json.js";
import { checkFits, type WeightDType } from "../fits.js";
import { GPT } from "../gpt.js";
import { loadWeightFile, loadWeights } from "../load-weights.js";
import { checkTokenizer, type LoadedGPT } from "../loaded-gpt.js";
import { tokenizerOfGguf } from "../tokenizer-files.js";
import { isFolder, namesIn } from "./files.js";
import { type OpenWeights, openWeights } from "./open-weights.js";
import { tokenizerOf } from "./tokenizer-files.js";

export interface LoadGPTOptions {
  /** How the weights are held; float32 unless said. */
  readonly dtype?: WeightDType;
}

const op = "loadGPT";

/**
 * Loads a GPT: from the folder of a run; from one in Hugging Face's form, with or without the files of a tokenizer; or from
 * a single .safetensors, .gguf or .npz file, which but for .gguf has a `config.json` beside it. Weights go from the file into
 * the model piece by piece, so that loading takes little more memory than the model.
 *
 * Throws: FileError, SafetensorsError, ValueError or TokenizerError when it is not whole, another architecture, or too large.
 */
export async function loadGPT(path: string, options: LoadGPTOptions = {}): Promise<LoadedGPT> {
  const isDir = await isFolder(op, path);
  const dir = isDir ? path : dirname(path);
  const names = await namesIn(op, dir);
  const loaded =
    isDir && names.includes("run.json") ? await fromRun(path, options) : await fromFiles(path, dir, names, options);
  checkTokenizer(op, path, loaded);
  return loaded;
}

async function fromRun(path: string, options: LoadGPTOptions): Promise<LoadedGPT> {
  const folder = await RunFolder.open(path);
  const { config: json, tokenizer } = folder.description;
  const model = emptyModel(configFromJSON(json as Record<string, unknown>), options);
  const weights = await folder.weights();
  loadWeights(model, weights);
  for (const x of weights.values()) x.dispose();
  return { model, tokenizer: tokenizer ? tokenizerFromJSON(tokenizer) : null, config: model.config };
}

async function fromFiles(
  path: string,
  dir: string,
  names: readonly string[],
  options: LoadGPTOptions,
): Promise<LoadedGPT> {
  // Before the weights are opened: a model that is too large, or another, is refused without a look at them.
  const json =
    names.includes("config.json") && !isGguf(path, path === dir ? names : []) ? await readConfig(dir) : undefined;
  if (json) checkSize(json, options);
  const weights = await openWeights(op, path);
  try {
    const config = json ?? configOf(weights, dir);
    const model = emptyModel(config, options);
    await loadWeightFile(model, weights);
    const tokenizer = tokenizerOfGguf(weights) ?? (await tokenizerOf(op, dir, names));
    return { model, tokenizer, config };
  } finally {
    await weights.close();
  }
}

/**
 * Whether the weights, a file or those of a folder with these names, are GGUF, which says itself how the model is built: a
 * `config.json` beside it may be a stub, or another model's.
 */
function isGguf(path: string, names: readonly string[]): boolean {
  const has = (kind: string) => names.some((name) => name.endsWith(kind));
  return path.endsWith(".gguf") || (has(".gguf") && !has(".safetensors") && !has(".safetensors.index.json"));
}

async function readConfig(dir: string): Promise<FullGPTConfig> {
  const file = join(dir, "config.json");
  return configFromJSON(parseObject(op, file, await readBytes(op, file)));
}

function configOf(weights: OpenWeights, dir: string): FullGPTConfig {
  if (weights.format === "gguf") return fromGguf(weights);
  throw new FileError(op, `${dir} has no config.json.`, {
    given: `weights alone, ${weights.path}`,
    expected: "config.json beside them, which says how the model is built",
    fix: "put the model's config.json there, in Hugging Face's keys or nanoGPT's",
  });
}

function checkSize(config: FullGPTConfig, { dtype }: LoadGPTOptions): void {
  if (defaultDevice().name === "wasm") checkFits(op, config, dtype);
}

function emptyModel(config: FullGPTConfig, options: LoadGPTOptions): GPT {
  checkSize(config, options);
  return new GPT(null, config, { int8: options.dtype === "int8" });
}
