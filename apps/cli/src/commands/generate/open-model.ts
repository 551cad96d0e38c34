import { type LoadedGPT, loadGPT } from "@cairn-ml/models-gpt/node";
import { init } from "@cairn-ml/tensor";
import type { DeviceName } from "../../options.js";

/** Which model, and how it is held. */
export interface ModelOptions {
  readonly model: string;
  readonly quantize?: "int8";
  readonly threads?: number;
  readonly device?: DeviceName;
}

/** Starts the engine and loads a model; without a tokenizer it takes tokens only. */
export async function openModel(options: ModelOptions): Promise<LoadedGPT> {
  const { device = "wasm", threads } = options;
  await init({ device, ...(threads !== undefined && { threads }) });
  return loadGPT(options.model, { dtype: options.quantize ?? "float32" });
}
