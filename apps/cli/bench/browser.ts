/**
 * The workloads in headless Chromium, as the JSON lines of `cairn bench --json`. What `init` starts there runs in a Worker of a
 * page that is cross-origin isolated, so that threads can share memory.
 *
 *     npm run -s bench -- cli/bench/browser -- w3 w5 --threads 1
 *     npm run -s bench -- cli/bench/browser -- w5 w9 w10 --peers FOLDER [--node] [--rounds 3] [--large]
 *
 * FOLDER has `node_modules` with @jax-js/jax, @tensorflow/tfjs-core and its backends (-wasm, -cpu, -webgl, -webgpu), onnxruntime-web,
 * and `lib/onnx-gpt2.cjs`, whose `build()` gives GPT-2's graph. What is there runs the same workloads in turn with ours, in the same
 * browser: in the first round on every backend that starts, later on the fastest of each system. `--backends wasm` tries no others,
 * `--large` adds the larger GPT. With `--node` ours runs in this Node too. A table on standard error compares what ran in turn.
 *
 * CHROMIUM names the program; `chromium` unless set.
 */
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { BenchLine } from "../src/bench/line.js";
import { bundle } from "./browser/bundle.ts";
import { open } from "./browser/chromium.ts";
import { comparison } from "./browser/compare.ts";
import { bundlePeers } from "./browser/peers.ts";
import { runRounds } from "./browser/rounds.ts";
import { serve } from "./browser/serve.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ threads: { type: "string" }, repeats: { type: "string" }, seconds: { type: "string" } },
    ...{ rounds: { type: "string", default: "1" }, peers: { type: "string" } },
    backends: { type: "string", default: "wasm,cpu,webgl,webgpu" },
    ...{ node: { type: "boolean", default: false }, large: { type: "boolean", default: false } },
  },
});
const { node, large } = values;
const peers = values.peers && resolve(values.peers);
const lines: BenchLine[] = [];
const onLine = (line: BenchLine) => {
  lines.push(line);
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const server = await serve(new Map([...(await bundle()), ...(peers ? await bundlePeers(peers) : [])]));
const browser = await open(process.env.CHROMIUM ?? "chromium", server.url, { graphics: peers !== undefined });
try {
  const rounds = runRounds({
    ...{ run: server.run, onLine, say: console.error, peers, node, large },
    ...{ names: positionals, backends: values.backends.split(","), rounds: Number(values.rounds) },
    threads: values.threads ? [Number(values.threads)] : [...new Set([1, availableParallelism()])],
    effort: {
      ...(values.repeats && { repeats: Number(values.repeats) }),
      ...(values.seconds && { seconds: Number(values.seconds) }),
    },
  });
  await Promise.race([rounds, browser.ended]);
} finally {
  await browser.close();
  server.close();
}
if (peers || node) console.error(`\n${comparison(lines)}`);
