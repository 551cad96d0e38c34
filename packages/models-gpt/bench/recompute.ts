import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { GPT } from "@cairn-ml/models-gpt";
import { AdamW } from "@cairn-ml/optim";
import { fromData, init, memory, Rng } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";

/*
 * What a training step holds at most, and how long it takes, with the insides of blocks kept and computed again: 6 layers of 384,
 * 65 tokens. Each in a process of its own, since what was held at most is counted from the beginning.
 *
 *     npm run -s bench -- recompute [-- --context 1024 --batch 1 --steps 4 --threads 2]
 */
const { values: given } = parseArgs({
  options: {
    context: { type: "string", default: "1024" },
    batch: { type: "string", default: "1" },
    steps: { type: "string", default: "4" },
    threads: { type: "string", default: "2" },
    only: { type: "string" },
  },
});
const [T, B, steps, threads] = [given.context, given.batch, given.steps, given.threads].map(Number) as number[];

async function measure(recompute: boolean): Promise<void> {
  await init({ threads: threads! });
  const sizes = { vocabSize: 65, layers: 6, heads: 6, width: 384, contextLength: T!, bias: false, recompute };
  const model = new GPT(new Rng(0), sizes);
  const optimizer = new AdamW(model.namedParameters(), { lr: 1e-3 });
  const before = memory().used;
  const times: number[] = [];
  let last = performance.now();
  await fit({
    ...{ model, optimizer, steps: steps!, rng: new Rng(1), clipNorm: 1 },
    data: {
      batch(rng) {
        const draw = () => Int32Array.from({ length: B! * T! }, () => rng.integer(65));
        const [tokens, targets] = [draw(), draw()].map((x) => fromData(x, [B!, T!], { dtype: "int32" }));
        return { tokens: tokens!, targets: targets! };
      },
      count: ({ tokens }) => tokens.size,
    },
    callbacks: {
      onStep() {
        times.push(performance.now() - last);
        last = performance.now();
      },
    },
  });
  const { peak } = memory();
  const line = {
    recompute,
    context: T,
    batch: B,
    parametersAndMoments: before,
    peak,
    seconds: Math.min(...times) / 1000,
  };
  console.log(JSON.stringify(line));
}

if (given.only !== undefined) await measure(given.only === "recompute");
else {
  for (const only of ["keep", "recompute"]) {
    const own = [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2), "--only", only];
    spawnSync(process.execPath, own, { stdio: "inherit" });
  }
}
