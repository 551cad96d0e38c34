import { type GPT, gptFiles, readGPT, type TextTokenizer } from "@cairn-ml/models-gpt";
import { ValueError } from "@cairn-ml/tensor";
import { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";
import { tokenizerOf } from "../ask-model.js";

/** The model that answers: one that learns here, or one of the reader's. */
export interface HeldModel {
  readonly model: GPT;
  readonly tokenizer: TextTokenizer;
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
export function holdModel(model: GPT, tokenizer: TextTokenizer): HeldModel {
  if (held.model && held.model.model !== model) for (const each of held.model.model.parameters()) each.dispose();
  held.model = { model, tokenizer, learned: 0 };
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
}

export function aboutOf(model: GPT): ModelAbout {
  const { layers, heads, width, contextLength, vocabSize } = model.config;
  const parameters = model.parameters().reduce((sum, { size }) => sum + size, 0);
  return { parameters, layers, heads, width, contextLength, vocabSize };
}

/** Loads the reader's model; GPT-2's tokens for one that has as many and comes without a tokenizer. Throws: see `readGPT`. */
export async function loadFiles(files: readonly NamedFile[]): Promise<ModelAbout> {
  const { model, tokenizer } = await readGPT(new Map(files.map(({ name, content }) => [name, content])));
  const codec = tokenizer ?? (await tokenizerOf(model));
  if (!(codec instanceof BpeTokenizer || codec instanceof CharTokenizer)) {
    throw new ValueError("lesson 11", "these files have no tokenizer.", {
      given: files.map(({ name }) => name).join(", "),
      expected: "vocab.json and merges.txt, or tokenizer.json, beside the weights",
    });
  }
  holdModel(model, codec);
  return aboutOf(model);
}

/** The files of the model as it is now, as `cairn generate --model` opens them. */
export function filesOfModel(): NamedFile[] {
  const { model, tokenizer } = heldModel();
  return [...gptFiles(model, tokenizer)].map(([name, parts]) => ({ name, content: new Blob(parts) }));
}
