/**
 * The character MLP of makemore's second part on a file with a name on each line: loss on the tenth held out for development, and the
 * seconds that it takes, as JSON lines; with --batch-norm the same with batch norm.
 *
 *     node names.ts FILE [--batch-norm] [--steps N] [--seed N] [--context N] [--lr X]
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CharMLP, NextCharacters } from "@cairn-ml/models-embedding";
import { SGD } from "@cairn-ml/optim";
import { init, Rng } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "batch-norm": { type: "boolean", default: false },
    steps: { type: "string", default: "200000" },
    seed: { type: "string", default: "0" },
    context: { type: "string", default: "3" },
    lr: { type: "string", default: "0.1" },
  },
});
const [file] = positionals;
if (file) {
  const names = readFileSync(file, "utf8").split(/\s+/).filter(Boolean);
  const [seed, steps, contextLength, lr] = [values.seed, values.steps, values.context, values.lr].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const rng = new Rng(seed);
  const draws = rng.fork("order").uniforms(names.length);
  const order = names.map((_, i) => i).sort((a, b) => draws[a]! - draws[b]!);
  const part = (from: number, to: number) =>
    order.slice(Math.floor(from * names.length), Math.floor(to * names.length)).map((i) => names[i]!);
  const symbols = [".", ..."abcdefghijklmnopqrstuvwxyz"];
  const device = await init();
  const began = performance.now();
  const held = new NextCharacters(part(0.8, 0.9), { contextLength, symbols });
  const data = new NextCharacters(part(0, 0.8), { contextLength, symbols }, held);
  const config = { vocabSize: 27, contextLength, embeddingSize: 10, hiddenSize: 200, batchNorm: values["batch-norm"] };
  const model = new CharMLP(rng.fork("weights"), config);
  const { validationLoss, seconds } = await fit({
    model,
    optimizer: new SGD(model.trainable(), { lr }),
    schedule: (step) => (step < steps / 2 ? lr : lr * 2 * (1 - step / steps) + lr / 100),
    data,
    steps,
    rng: rng.fork("training"),
    logEvery: 1000,
    callbacks: { onEager: (reason) => process.stderr.write(`${reason}\n`) },
  });
  const all = (performance.now() - began) / 1000;
  const common = { workload: "names", peer: "cairn", threads: device.threads, n: 1 };
  const note = `context ${contextLength}, embedding 10, hidden 200${config.batchNorm ? ", batch norm" : ""}, ${steps} steps of 32, seed ${seed}`;
  for (const line of [
    { metric: "development loss", value: validationLoss, unit: "nats" },
    { metric: "training", value: steps / seconds, unit: "steps/s" },
    { metric: "from start to end", value: all, unit: "s" },
  ]) {
    process.stdout.write(`${JSON.stringify({ ...common, ...line, note })}\n`);
  }
} else process.stderr.write("usage: npm run -s bench -- models-embedding/bench/names -- FILE [--batch-norm]\n");
