import { GPT } from "@cairn-ml/models-gpt";
import { saveGPT } from "@cairn-ml/models-gpt/node";
import { init, Rng } from "@cairn-ml/tensor";

/** Writes a model of the sizes of GPT-2 124M, as it is before it has learned anything. */
export async function makeModel(folder: string): Promise<void> {
  await init();
  const sizes = { vocabSize: 50_257, contextLength: 1024, layers: 12, heads: 12, width: 768 };
  await saveGPT(folder, new GPT(new Rng(0), sizes));
}
