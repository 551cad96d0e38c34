/**
 * Matrix products in GFLOP/s on one thread, best of N, beside the most that 128-bit fused multiply-adds reach here.
 * Run after the build: node bench/matmul.mjs
 */
import { cpus } from "node:os";
import { createEngine } from "../dist/index.js";
import { fmaLimit } from "./fma-limit.mjs";

const shapes = [
  [512, 512, 512],
  [768, 512, 128],
  [768, 128, 512],
  [511, 509, 513],
];
const layouts = ["NN", "NT", "TN"];

const engine = await createEngine();
console.log(`${cpus()[0].model}, Node ${process.version}, build "${engine.build}", one thread`);
console.log(`128-bit limit: ${fmaLimit(engine.build === "relaxed").toFixed(1)} GFLOP/s`);
console.log(
  "\nM x K x N".padEnd(18) + layouts.map((layout) => layout.padStart(16)).join("") + "   GFLOP/s, median and best",
);
for (const [M, N, K] of shapes) {
  const cells = layouts.map((layout) => measure(layout, M, N, K));
  console.log(`${M} x ${K} x ${N}`.padEnd(17) + cells.map((cell) => cell.padStart(16)).join(""));
}

function measure(layout, M, N, K) {
  const [a, b, y] = [M * K, K * N, M * N].map((length) => filled(length));
  const aStrides = layout[0] === "N" ? [K, 1] : [1, M];
  const bStrides = layout[1] === "N" ? [N, 1] : [1, K];
  const args = [a, b, y, M, N, K, ...aStrides, ...bStrides, 0, 0];
  const repeats = Math.ceil(3e7 / (M * N * K)); // short turns, so that some are undisturbed
  const rates = [];
  for (let round = 0; round < 61; round++) {
    const started = performance.now();
    for (let i = 0; i < repeats; i++) engine.launch("matmul", Math.max(M, N), args);
    rates.push((2e-6 * M * N * K * repeats) / (performance.now() - started));
  }
  for (const address of [a, b, y]) engine.free(address);
  rates.sort((x, y) => x - y);
  return `${rates[30].toFixed(1)} ${rates[60].toFixed(1)}`;
}

function filled(length) {
  const address = engine.allocate(length * 4);
  const view = engine.float32(address, length);
  for (let i = 0; i < length; i++) view[i] = ((i * 7919) % 1000) / 1000 - 0.5;
  return address;
}
