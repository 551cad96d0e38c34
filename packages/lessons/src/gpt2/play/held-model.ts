import {
  disposeModel,
  type GPT,
  gptFiles,
  modelFilesOf,
  quantize,
  readGPT,
  type TextTokenizer,
  type WeightDType,
} from "@cairn-ml/models-gpt";
import { ValueError } from "@cairn-ml/tensor";
import { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";
import { breathe } from "@cairn-ml/train";
import type { PlayHost } from "../../play.js";
import { tokenizerOf } from "../ask-model.js";

/** The model that answers: one that learns here, or one of the reader's. */
export interface HeldModel {
  readonly model: GPT;
  readonly tokenizer: TextTokenizer;
  readonly dtype: WeightDType;
  /** What it was read from: it can be had again, and need not be copied to be saved. */
  readonly files?: readonly NamedFile[] | undefined;
  /** Steps that it has learned for; changes what it says, so that what was computed before does not hold. */
  learned: number;
}

const held: { model?: HeldModel | undefined } = {};

/** Throws: ValueError while there is none. */
export function heldModel(): HeldModel {
  if (held.model) return held.model;
  throw new ValueError("lesson 11", "there is no model yet.", {
    given: "a question to it",
    expected: "a model that was trained or loaded",
    fix: "train one, or give the files of one",
  });
}

/** Takes the place of the one before, which is freed. */
export function holdModel(
  model: GPT,
  tokenizer: TextTokenizer,
  { dtype = "float32", files }: Partial<Pick<HeldModel, "dtype" | "files">> = {},
): HeldModel {
  if (held.model && held.model.model !== model) disposeModel(held.model.model);
  held.model = { model, tokenizer, dtype, files, learned: 0 };
  return held.model;
}

/** A file by its name. */
export interface NamedFile {
  readonly name: string;
  readonly content: Blob | Uint8Array<ArrayBuffer>;
}

/** What a model is. */
export interface ModelAbout {
  readonly parameters: number;
  readonly layers: number;
  readonly heads: number;
  readonly width: number;
  readonly contextLength: number;
  readonly vocabSize: number;
  readonly dtype: WeightDType;
}

export function aboutOf({ model, dtype }: Pick<HeldModel, "model" | "dtype">): ModelAbout {
  const { layers, heads, width, contextLength, vocabSize } = model.config;
  const parameters = model.parameters().reduce((sum, { size }) => sum + size, 0);
  return { parameters, layers, heads, width, contextLength, vocabSize, dtype };
}

export interface LoadQuestion {
  readonly files: readonly NamedFile[];
  /** How its weights are held; float32 unless said. */
  readonly dtype?: WeightDType | undefined;
}

type LoadHost = PlayHost<{ readonly done: number; readonly total: number }>;

const every = 50; // milliseconds between two figures that are told

/** Loads the reader's model; GPT-2's tokens for one that has as many and comes without a tokenizer. Throws: see `readGPT`. */
export async function loadFiles(
  { files, dtype = "float32" }: LoadQuestion,
  { tell, signal }: LoadHost,
): Promise<ModelAbout> {
  let next = 0;
  const onProgress = (done: number, total: number) => {
    if (performance.now() < next && done < total) return;
    next = performance.now() + every;
    tell({ done, total });
  };
  const named = new Map(files.map(({ name, content }) => [name, content]));
  const { model, tokenizer } = await readGPT(named, { dtype, signal, onProgress });
  try {
    const codec = tokenizer ?? (await tokenizerOf(model));
    if (!(codec instanceof BpeTokenizer || codec instanceof CharTokenizer)) throw noTokenizer(files);
    signal.throwIfAborted();
    const own = await modelFilesOf(named);
    return aboutOf(holdModel(model, codec, { dtype, files: [...own].map(([name, content]) => ({ name, content })) }));
  } catch (error) {
    disposeModel(model);
    throw error;
  }
}

function noTokenizer(files: readonly NamedFile[]): ValueError {
  return new ValueError("lesson 11", "these files have no tokenizer.", {
    given: files.map(({ name }) => name).join(", "),
    expected: "vocab.json and merges.txt, or tokenizer.json, beside the weights",
    fix: "give them too; only a model of 50,257 tokens can do without, for GPT-2's are known here",
  });
}

/** Makes the model's weights int8, or reads them as float32 again. */
export async function holdAs(dtype: WeightDType, host: LoadHost): Promise<ModelAbout> {
  const before = heldModel();
  if (before.dtype === dtype) return aboutOf(before);
  await breathe(); // what was asked before has its answer
  host.signal.throwIfAborted();
  if (dtype === "float32") return loadFiles({ files: before.files!, dtype }, host);
  const { model, tokenizer, files = filesOfModel() } = before; // made while the weights are there as they were
  quantize(model);
  return aboutOf(holdModel(model, tokenizer, { dtype, files }));
}

/** The files of the model as it is now, as `cairn generate --model` opens them. Those that it came from, where it came from files. */
export function filesOfModel(): readonly NamedFile[] {
  const { model, tokenizer, files } = heldModel();
  return files ?? [...gptFiles(model, tokenizer)].map(([name, parts]) => ({ name, content: new Blob(parts) }));
}
