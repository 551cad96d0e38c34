/**
 * Lesson 7 on MNIST with several seeds, held against what was published.
 *
 *     npm run -s bench -- digits-seeds [-- --preset best] [--seeds 5] [--mnist FOLDER] [--threads 2]
 *
 * FOLDER has MNIST's four files, with gzip. A seed takes some 10 seconds, and twice that with --preset best.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findLesson, type Host, runLesson } from "@cairn-ml/lessons";
import { init } from "@cairn-ml/tensor";
import { readMnist } from "./lessons/mnist.ts";

const { values } = parseArgs({
  options: {
    preset: { type: "string", default: "plain" },
    seeds: { type: "string", default: "5" },
    mnist: { type: "string", default: fileURLToPath(new URL("../../../../shared/data/01-mnist", import.meta.url)) },
    threads: { type: "string" },
  },
});

if (!existsSync(join(values.mnist, "train-images-idx3-ubyte.gz"))) {
  console.error(`digits-seeds: skipped: ${values.mnist} does not hold MNIST`);
} else {
  await init(values.threads === undefined ? {} : { threads: Number(values.threads) });
  await runSeeds();
}

async function runSeeds(): Promise<void> {
  const digits = await readMnist(values.mnist);
  const quiet = { update() {}, stop() {} };
  const host: Host = {
    input: { kind: "digits", digits },
    signal: new AbortController().signal,
    training: (_, more) => ({ ...(more?.callbacks && { callbacks: more.callbacks }) }),
    progress: () => quiet,
  };
  const found: number[] = [];
  for (let seed = 0; seed < Number(values.seeds); seed++) {
    const began = performance.now();
    const report = await runLesson(findLesson("digits")!, { seed, options: { preset: values.preset }, host });
    const { accuracy, epochs } = report.results as { accuracy: number; epochs: number };
    found.push(accuracy);
    const seconds = (performance.now() - began) / 1000;
    console.log(`seed ${seed}: ${percent(accuracy)}, ${epochs} epochs, ${seconds.toFixed(1)} s with all else`);
  }
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
  console.log(`preset ${values.preset}: mean ${percent(mean)}, lowest ${percent(Math.min(...found))}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
