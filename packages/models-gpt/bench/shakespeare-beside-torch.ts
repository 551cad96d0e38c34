import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { toEntry, writeSafetensors } from "@cairn-ml/data";
import { type Preset, prepareTraining, presets, toHuggingFace } from "@cairn-ml/models-gpt";
import { init, memoryScope } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import { RunFolder } from "@cairn-ml/train/node";

/*
 * nanoGPT's larger network on characters of Shakespeare (6 layers of 384, context 256, batches of 8, without dropout), trained by
 * Cairn, stopped half-way and resumed from its folder, and by PyTorch: the same weights to begin with, batches, learning rates,
 * AdamW and clipping. Prints losses beside each other, the largest relative difference, and the time of both; ends with 1 where
 * a loss differs by more than 1 per cent. 300 steps take some minutes each.
 *
 *     npm run -s bench -- shakespeare-beside-torch -- --python python3 [--steps 300] [--threads 2] [--file input.txt]
 */
const { values: given } = parseArgs({
  options: {
    python: { type: "string" },
    steps: { type: "string", default: "300" },
    threads: { type: "string", default: "2" },
    seed: { type: "string", default: "0" },
    file: { type: "string" },
  },
});
const repository = new URL("../../../", import.meta.url);
const file = given.file ?? fileURLToPath(new URL("../shared/data/03-tinyshakespeare/input.txt", repository));
const [steps, threads, seed] = [given.steps, given.threads, given.seed].map(Number) as [number, number, number];
const larger = presets["shakespeare-char-10m"];
const preset: Preset = { ...larger, model: { ...larger.model, dropout: 0 } };
const text = readFileSync(file, "utf8");
const folder = mkdtempSync(join(tmpdir(), "cairn-shakespeare-"));

const prepare = () => prepareTraining({ preset, text, seed, steps });

/** Writes what PyTorch needs to do the same: the batches are those that `fit` will draw. */
function writeInputs(): void {
  using _ = memoryScope();
  const { model, data, rng, schedule } = prepare();
  const start = [...model.namedParameters()].map(([name, x]) => ({ name, ...toEntry(x) }));
  writeFileSync(join(folder, "start.safetensors"), writeSafetensors(start));
  const batches = Array.from({ length: steps }, (_, step) => data.batch(rng.fork("step", step).fork("batch"), step));
  const shape = [steps, preset.batchSize, preset.model.contextLength];
  const joined = (["tokens", "targets"] as const).map((name) => {
    const all = Int32Array.from(batches.flatMap((batch) => [...batch[name].data()]));
    return { name, dtype: "I32" as const, shape, data: new Uint8Array(all.buffer) };
  });
  writeFileSync(join(folder, "batches.safetensors"), writeSafetensors(joined));
  const { betas, weightDecay, clipNorm, model: sizes } = preset;
  const { layers, heads } = sizes;
  const settings = { betas, weightDecay, clipNorm, layers, heads, lrs: batches.map((_, step) => schedule(step)) };
  writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
}

/** In two halves: the second by a model of its own, from the folder of the run. */
async function ours(): Promise<{ losses: number[]; seconds: number }> {
  const losses: number[] = [];
  const half = Math.floor(steps / 2);
  const { config } = prepare().model;
  const run = await RunFolder.create(join(folder, "run"), { config: toHuggingFace(config), about: {} });
  let seconds = 0;
  for (const resume of [false, true]) {
    const { model, optimizer, schedule, rng, data } = prepare();
    const stop = new AbortController();
    const callbacks = {
      onStep({ step, loss }: { step: number; loss: number }) {
        losses[step - 1] = loss;
        if (step % 10 === 0) process.stderr.write(`step ${step}/${steps}  loss ${loss.toFixed(4)}\n`);
        if (!resume && step === half) stop.abort();
      },
    };
    const { batch, count } = data; // no evaluation
    const { clipNorm } = preset;
    const options = { model, optimizer, schedule, rng, data: { batch, count }, steps, clipNorm, callbacks };
    seconds = (await fit({ ...options, checkpoints: run, resume, signal: stop.signal })).seconds;
  }
  return { losses, seconds };
}

interface Theirs {
  readonly version: string;
  readonly seconds: number;
  readonly losses: readonly number[];
}

function theirs(python: string): Theirs {
  const script = fileURLToPath(new URL("bench/peers/shakespeare.py", repository));
  const { stdout, status, error } = spawnSync(python, [script, folder, "--threads", String(threads)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${python} ${script}: ${error?.message ?? `ended with ${status}`}`);
  return JSON.parse(stdout) as Theirs;
}

function compare(cairn: { losses: readonly number[]; seconds: number }, torch: Theirs): void {
  const apart = (step: number) => Math.abs(cairn.losses[step]! / torch.losses[step]! - 1);
  const largest = torch.losses.reduce((worst, _, step) => Math.max(worst, apart(step)), 0);
  const each = Math.max(1, Math.round(steps / 10));
  console.log("  step     Cairn   PyTorch   apart");
  for (let step = 0; step < steps; step++) {
    if (step !== 0 && (step + 1) % each !== 0) continue;
    const [a, b] = [cairn.losses[step]!, torch.losses[step]!].map((loss) => loss.toFixed(5).padStart(9));
    console.log(`${String(step + 1).padStart(6)} ${a} ${b} ${(100 * apart(step)).toFixed(4).padStart(7)} %`);
  }
  const tokens = steps * preset.batchSize * preset.model.contextLength;
  const time = (seconds: number) => `${seconds.toFixed(1)} s (${Math.round(tokens / seconds)} tokens/s)`;
  console.log(
    `largest difference of a loss: ${(100 * largest).toFixed(4)} %, over ${steps} steps, resumed after ${Math.floor(steps / 2)}`,
  );
  console.log(`Cairn ${time(cairn.seconds)}, PyTorch ${torch.version} ${time(torch.seconds)}, ${threads} threads each`);
  if (largest > 0.01) process.exitCode = 1;
}

try {
  await init({ threads });
  writeInputs();
  const cairn = await ours();
  if (given.python !== undefined) compare(cairn, theirs(given.python));
  else
    console.log(`Cairn ${cairn.seconds.toFixed(1)} s, last loss ${cairn.losses.at(-1)!.toFixed(5)}; --python compares`);
} finally {
  rmSync(folder, { recursive: true });
}
