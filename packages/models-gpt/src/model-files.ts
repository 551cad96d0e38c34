import { layOutSafetensors, type SafetensorsLayout, type SafetensorsSpec, toEntry } from "@cairn-ml/data";
import type { Tensor } from "@cairn-ml/tensor";
import { toHuggingFace } from "./config.js";
import type { GPT } from "./gpt.js";
import { endOfText, type TextTokenizer, tokenizerFiles } from "./tokenizer-files.js";

const weightsName = "model.safetensors";

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
