import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fromEntry, readSafetensors } from "@cairn-ml/data";
import { fromHuggingFace, GPT, loadWeights } from "@cairn-ml/models-gpt";
import { Rng, type Tensor } from "@cairn-ml/tensor";
import { type BpeTokenizer, type CharTokenizer, tokenizerFromJSON } from "@cairn-ml/tokenizers";
import { explainFileError, parseObject, RunFolder, readBytes } from "@cairn-ml/train/node";
import { InputError } from "../errors.js";

export interface LoadedModel {
  readonly model: GPT;
  readonly tokenizer: BpeTokenizer | CharTokenizer;
}

const op = "generate";

/**
 * Loads a GPT from the folder of a run, or from one with Hugging Face's `config.json` and `model.safetensors` and a
 * `tokenizer.json` of ours.
 *
 * Throws: FileError, SafetensorsError, ValueError or InputError when it is not whole or another architecture.
 */
export async function loadModel(dir: string): Promise<LoadedModel> {
  const names = await readdir(dir).catch((error) => {
    throw explainFileError(op, dir, error);
  });
  const { config, tokenizer, weights } = names.includes("run.json") ? await readRun(dir) : await readPlain(dir, names);
  const model = new GPT(new Rng(0), fromHuggingFace(config));
  const words = readTokenizer(dir, tokenizer);
  loadWeights(model, await weights());
  if (words.vocabSize !== model.config.vocabSize) {
    throw new InputError(`generate: the tokenizer in ${dir} is not the model's.`, {
      given: `${words.vocabSize} tokens, vocab_size ${model.config.vocabSize}`,
      expected: "as many tokens as config.json has",
      fix: "give the folder of one model",
    });
  }
  return { model, tokenizer: words };
}

interface Parts {
  readonly config: Record<string, unknown>;
  readonly tokenizer: object | undefined;
  weights(): Promise<ReadonlyMap<string, Tensor>>;
}

async function readRun(dir: string): Promise<Parts> {
  const folder = await RunFolder.open(dir);
  const { config, tokenizer } = folder.description;
  return { config: config as Record<string, unknown>, tokenizer, weights: () => folder.weights() };
}

async function readPlain(dir: string, names: readonly string[]): Promise<Parts> {
  const missing = ["config.json", "model.safetensors", "tokenizer.json"].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new InputError(`generate: ${dir} holds no model.`, {
      given: names.length === 0 ? "an empty folder" : `a folder without ${missing.join(", ")}`,
      expected: "the folder of a run, or one with config.json, model.safetensors and tokenizer.json",
      fix: "name the folder that `train gpt` printed",
    });
  }
  const json = async (name: string) => parseObject(op, join(dir, name), await readBytes(op, join(dir, name)));
  const path = join(dir, "model.safetensors");
  return {
    config: await json("config.json"),
    tokenizer: await json("tokenizer.json"),
    async weights() {
      const { tensors } = readSafetensors(await readBytes(op, path), { name: path });
      return new Map([...tensors].map(([name, entry]) => [name, fromEntry(entry)]));
    },
  };
}

function readTokenizer(dir: string, json: object | undefined): BpeTokenizer | CharTokenizer {
  if (json) return tokenizerFromJSON(json);
  throw new InputError(`generate: ${dir} has no tokenizer.`, { expected: "tokenizer.json", fix: "train it again" });
}
