import { type GPT, quantize } from "@cairn-ml/models-gpt";
import { init } from "@cairn-ml/tensor";
import type { DeviceName } from "../../options.js";
import { loadModel } from "../load-model.js";
import type { TextTokenizer } from "./codec.js";

/** Which model, and how it is held. */
export interface ModelOptions {
  readonly model: string;
  readonly quantize?: "int8";
  readonly threads?: number;
  readonly device?: DeviceName;
}

/** Starts the engine and loads a model; without a tokenizer it takes tokens only. */
export async function openModel(options: ModelOptions): Promise<{ model: GPT; tokenizer: TextTokenizer | null }> {
  const { device = "wasm", threads } = options;
  await init({ device, ...(threads !== undefined && { threads }) });
  const loaded = await loadModel(options.model);
  if (options.quantize) quantize(loaded.model);
  return loaded;
}
