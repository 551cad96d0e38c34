import { generate, prepareTraining, presets } from "@cairn-ml/models-gpt";
import { init, Rng } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";

await init();
const text = "one for the money, two for the show, three to get ready, and four to go. ".repeat(20); // or a file of yours
const preset = {
  ...presets["shakespeare-char"],
  model: { contextLength: 32, layers: 2, heads: 2, width: 32 },
  batchSize: 8,
  lr: 0.01,
  warmupSteps: 10,
};
const { model, tokenizer, ...training } = prepareTraining({ preset, text, seed: 0, steps: 200 });
const { validationLoss } = await fit({ model, ...training, steps: 200, clipNorm: preset.clipNorm });
console.log("nats a character on text that it has not seen:", validationLoss!.toFixed(3));

const tokens = generate(model, tokenizer.encode("one for "), { maxTokens: 70, temperature: 0, rng: new Rng(0) });
console.log(`one for ${tokenizer.decode([...tokens])}`);
