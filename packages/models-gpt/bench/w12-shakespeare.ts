/**
 * nanoGPT's CPU setting trained whole on a file of Shakespeare: validation loss and tokens/s for some seeds, as JSON lines.
 *
 *     node w12-shakespeare.ts FILE [SEEDS, as in 0,1,2]
 */
import { readFileSync } from "node:fs";
import { prepareTraining, presets } from "@cairn-ml/models-gpt";
import { init } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import { emit } from "./emit.ts";

const [file, seeds = "0,1,2"] = process.argv.slice(2);
if (!file) throw new Error("usage: node w12-shakespeare.ts FILE [SEEDS]");
const text = readFileSync(file, "utf8");
const preset = presets["shakespeare-char"];
const { steps, clipNorm } = preset;
const device = await init();
const losses: number[] = [];
const rates: number[] = [];
for (const seed of seeds.split(",").map(Number)) {
  const { model, optimizer, schedule, data, rng } = prepareTraining({ preset, text, seed, steps });
  const result = await fit({ model, optimizer, schedule, data, rng, steps, clipNorm });
  losses.push(result.validationLoss!);
  rates.push(result.rate);
  process.stderr.write(`seed ${seed}: ${result.validationLoss!.toFixed(4)} nats, ${result.rate.toFixed(0)} tokens/s\n`);
}
const common = { workload: "w12-shakespeare", threads: device.threads };
const mean = losses.reduce((a, b) => a + b, 0) / losses.length;
const each = losses.map((loss) => loss.toFixed(4)).join(" ");
emit({
  ...common,
  metric: "validation loss",
  unit: "nats",
  rates: [mean],
  n: losses.length,
  note: `mean of the seeds: ${each}`,
});
emit({ ...common, metric: "training", unit: "tokens/s", rates, note: `whole run of ${steps} steps` });
