/**
 * A word2vec binary file as large as GoogleNews' (3,000,000 × 300, 3.6 GB, made up and deleted after): how long it takes to open
 * and to search, and how much memory.
 *
 *     node big-file.ts FOLDER [ROWS] [float32|float16|limit|all]        after `turbo run build`
 */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describeVectors, loadVectors } from "@cairn-ml/models-embedding/node";
import { init } from "@cairn-ml/tensor";

const dim = 300;
const [folder, rowsText = "3000000", kind = "all", file = ""] = process.argv.slice(2);
if (!folder) throw new Error("usage: node big-file.ts FOLDER [ROWS] [float32|float16|limit|all]");
const rows = Number(rowsText);
if (file === "") runAll(join(folder, "cairn-big.bin"));
else await measure(file);

/** Each in a process of its own, so that memory is its own too. */
function runAll(path: string): void {
  try {
    timed(`write ${rows} × ${dim}`, () => writeFile(path));
    console.log(`${(statSync(path).size / 1e9).toFixed(2)} GB`);
    for (const one of kind === "all" ? ["describe", "limit", "float16", "float32"] : [kind]) {
      spawnSync(process.execPath, [process.argv[1]!, folder!, rowsText, one, path], { stdio: "inherit" });
    }
  } finally {
    rmSync(path, { force: true });
  }
}

async function measure(path: string): Promise<void> {
  const device = await init();
  const start = performance.now();
  if (kind === "describe") {
    const { count, last } = await describeVectors(path);
    return report(`describe: ${count} rows to ${last.word}`, start);
  }
  const options = { float16: kind === "float16", ...(kind === "limit" && { limit: 100_000 }) };
  const vectors = await loadVectors(path, options);
  report(`${kind}: load ${vectors.count} rows`, start);
  const prepared = performance.now();
  vectors.fillNorms();
  report(`${kind}: make ready (${device.threads} threads)`, prepared);
  const times: number[] = [];
  for (let i = 0; i < 7; i++) {
    const begun = performance.now();
    vectors.mostSimilar(`word${i * 1000}`);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const shown = [times[0]!, times[3]!, times[6]!].map((time) => time.toFixed(0));
  console.log(`${kind}: search, best ${shown[0]} ms, median ${shown[1]}, worst ${shown[2]}, of 7`);
  report(`${kind}: all`, start);
}

function report(what: string, start: number): void {
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS / 1024 ** 2;
  console.log(`${what}: ${seconds.toFixed(1)} s, at most ${peak.toFixed(2)} GiB of memory so far`);
}

function timed(what: string, f: () => void): void {
  const start = performance.now();
  f();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Rows of noise from a small generator; the period of 2^32 is longer than the file. */
function writeFile(path: string): void {
  const output = openSync(path, "w");
  writeSync(output, `${rows} ${dim}\n`);
  let state = 1;
  for (let row = 0; row < rows; row += 10_000) {
    const parts: Uint8Array[] = [];
    for (let i = row; i < Math.min(row + 10_000, rows); i++) {
      const vector = new Float32Array(dim);
      for (let k = 0; k < dim; k++) {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        vector[k] = state / 2 ** 31;
      }
      parts.push(Buffer.from(`word${i} `), new Uint8Array(vector.buffer));
    }
    writeSync(output, Buffer.concat(parts));
  }
  closeSync(output);
}
