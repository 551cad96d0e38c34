/**
 * What int8 weights cost: a GPT of the stories preset is trained on a text, and the bits that it needs for a byte of the held-out part
 * are counted before and after `quantize`, as JSON lines.
 *
 *     node int8-loss.ts FILE [STEPS]
 */
import { readFileSync } from "node:fs";
import { bitsPerByte, prepareTraining, presets, quantize } from "@cairn-ml/models-gpt";
import { init } from "@cairn-ml/tensor";
import { evaluate, fit } from "@cairn-ml/train";

const [file, steps = "1000"] = process.argv.slice(2);
if (!file) throw new Error("usage: node int8-loss.ts FILE [STEPS]");
const preset = presets.stories;
await init();
const text = readFileSync(file, "utf8").slice(0, 2_000_000);
const { bytesPerToken, ...training } = prepareTraining({ preset, text, seed: 0, steps: Number(steps) });
await fit({ ...training, steps: Number(steps), clipNorm: preset.clipNorm });
for (const weights of ["float32", "int8"]) {
  if (weights === "int8") quantize(training.model);
  const nats = (await evaluate(training.model, training.data))!;
  const perplexity = Math.exp(nats);
  console.log(JSON.stringify({ weights, steps, nats, perplexity, bitsPerByte: bitsPerByte(nats, bytesPerToken) }));
}
