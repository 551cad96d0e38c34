import {
  layOutSafetensors,
  openShards,
  openWeightFile,
  type RandomAccess,
  randomAccess,
  type SafetensorsLayout,
  type SafetensorsSpec,
  toEntry,
  type WeightFile,
} from "@cairn-ml/data";
import { defaultDevice, type Tensor, ValueError } from "@cairn-ml/tensor";
import { tokenizerFileNames, tokenizerFromFiles } from "@cairn-ml/tokenizers";
import { type FullGPTConfig, toHuggingFace } from "./config.js";
import { configFromJSON } from "./config-json.js";
import { checkFits, type WeightDType } from "./fits.js";
import { GPT } from "./gpt.js";
import { loadWeightFile } from "./load-weights.js";
import { endOfText, type TextTokenizer, tokenizerFiles } from "./tokenizer-files.js";

export interface LoadedGPT {
  readonly model: GPT;
  /** Null when there are no files of one: the model then takes tokens only. */
  readonly tokenizer: TextTokenizer | null;
  readonly config: FullGPTConfig;
}

/** The content of a file: in memory, or a file that a page was given, which is then read piece by piece. */
export type FileContent = Uint8Array | Blob;

const op = "readGPT";
const weightsName = "model.safetensors";

/**
 * Loads a GPT from the files of its folder, by name: a run of `cairn train gpt`, one in Hugging Face's form, or what `gptFiles`
 * gave. For pages, which have files but no folders; `loadGPT` of `@cairn-ml/models-gpt/node` is for a disk.
 *
 * Throws: ValueError, SafetensorsError or TokenizerError when they are not whole, another architecture, or too large.
 */
export async function readGPT(
  files: ReadonlyMap<string, FileContent>,
  { dtype }: { readonly dtype?: WeightDType } = {},
): Promise<LoadedGPT> {
  const config = configFromJSON(await readObject(files, "config.json"));
  if (defaultDevice().name === "wasm") checkFits(op, config, dtype);
  const tokenizer = tokenizerFromFiles(await tokenizerBytes(files)); // first: weights take longer
  const weights = await openWeights(files);
  const model = new GPT(null, config, { int8: dtype === "int8" });
  try {
    await loadWeightFile(model, weights);
    checkTokenizer(op, "these files", { tokenizer, config });
  } catch (error) {
    for (const parameter of model.parameters()) parameter.dispose();
    throw error;
  }
  return { model, tokenizer, config };
}

async function openWeights(files: ReadonlyMap<string, FileContent>): Promise<WeightFile> {
  const indexName = `${weightsName}.index.json`;
  if (!files.has(weightsName) && files.has(indexName)) {
    return openShards({ name: indexName, text: await textOf(files.get(indexName)!) }, async (name) =>
      access(files, name),
    );
  }
  const others = [...files.keys()].filter((name) => name.endsWith(".safetensors"));
  return openWeightFile(access(files, !files.has(weightsName) && others.length === 1 ? others[0]! : weightsName));
}

function access(files: ReadonlyMap<string, FileContent>, name: string): RandomAccess {
  return randomAccess(fileIn(files, name), name);
}

function fileIn(files: ReadonlyMap<string, FileContent>, name: string): FileContent {
  const file = files.get(name);
  if (file) return file;
  throw new ValueError(op, `there is no ${name} among the files.`, {
    given: [...files.keys()].slice(0, 6).join(", ") || "no files",
    expected: `config.json, ${weightsName}, and the files of its tokenizer`,
    fix: "give all files of the model's folder at once",
  });
}

async function readObject(files: ReadonlyMap<string, FileContent>, name: string): Promise<Record<string, unknown>> {
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

async function tokenizerBytes(files: ReadonlyMap<string, FileContent>): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const name of tokenizerFileNames) {
    const file = files.get(name);
    if (file) found.set(name, file instanceof Uint8Array ? file : new Uint8Array(await file.arrayBuffer()));
  }
  return found;
}

const textOf = async (file: FileContent) =>
  file instanceof Uint8Array ? new TextDecoder().decode(file) : await file.text();

/** A vocabulary that is larger than its tokenizer's is usual: it was rounded up for the sake of speed. */
export function checkTokenizer(
  op: string,
  place: string,
  { tokenizer, config: { vocabSize } }: Pick<LoadedGPT, "tokenizer" | "config">,
): void {
  if (!tokenizer || tokenizer.vocabSize <= vocabSize) return;
  throw new ValueError(op, `the tokenizer in ${place} is not the model's.`, {
    given: `a tokenizer of ${tokenizer.vocabSize} tokens, a model of ${vocabSize}`,
    expected: "no more tokens than vocab_size in config.json",
    fix: "give the files of one model",
  });
}

/**
 * The files of a model's folder by name, as `saveGPT` of `@cairn-ml/models-gpt/node` writes them: Python's transformers opens
 * them, and so do `readGPT` and `cairn generate --model`. The weights come as parts, to be put one after the other.
 */
export function gptFiles(model: GPT, tokenizer: TextTokenizer | null): Map<string, Uint8Array<ArrayBuffer>[]> {
  const { head, tensors } = layOutWeights(model);
  const utf8 = new TextEncoder();
  return new Map<string, Uint8Array<ArrayBuffer>[]>([
    [weightsName, [head.slice(), ...tensors.map(({ x }) => toEntry(x).data.slice())]],
    ...textFiles(model, tokenizer).map(
      ([name, text]) => [name, [utf8.encode(text)]] as [string, Uint8Array<ArrayBuffer>[]],
    ),
  ]);
}

/** Where a safetensors file has each of a model's weights. */
export function layOutWeights(model: GPT): SafetensorsLayout<SafetensorsSpec & { readonly x: Tensor }> {
  const specs = [...model.weightsToSave()].map(([name, x]) => ({
    ...{ name, x, shape: x.shape },
    dtype: x.dtype === "float64" ? ("F64" as const) : ("F32" as const),
  }));
  return layOutSafetensors(specs, new Map([["format", "pt"]]));
}

/** `config.json`, and the files of the tokenizer. */
export function textFiles(model: GPT, tokenizer: TextTokenizer | null): [name: string, text: string][] {
  const end = endOfText(tokenizer);
  const config = { ...toHuggingFace(model.config), bos_token_id: end, eos_token_id: end };
  return [["config.json", `${JSON.stringify(config, null, 1)}\n`], ...(tokenizer ? tokenizerFiles(tokenizer) : [])];
}
