/**
 * Matrix products: the time of one, its GFLOP/s as a share of what 128-bit multiply-adds reach here in the same run, and for
 * one row or column the bytes of the matrix read in a second. Best of N, and how far the median is behind.
 *
 *     node bench/matmul.mjs [--threads N] [--build NAME] [WORDS that a line must hold]      after the build
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { createEngine, Program } from "../dist/index.js";
import { fmaLimit } from "./fma-limit.mjs";
import { shapes } from "./matmul-shapes.mjs";

const { values, positionals } = parseArgs({
  options: { threads: { type: "string", default: "1" }, build: { type: "string" } },
  allowPositionals: true,
});
const engine = await createEngine({ threads: Number(values.threads), ...(values.build && { build: values.build }) });
const limit = fmaLimit(engine.build.startsWith("relaxed")) * engine.threads;
console.log(`${cpus()[0].model}, Node ${process.version}, build "${engine.build}", threads: ${engine.threads}`);
console.log(`128-bit limit: ${limit.toFixed(1)} GFLOP/s\n`);
console.log("M x K x N".padEnd(24) + "     µs  GFLOP/s  of limit  median    GB/s");
for (const [work, list] of Object.entries(shapes)) {
  const wanted = list.filter((shape) => positionals.every((word) => `${work} ${shape}`.includes(word)));
  if (wanted.length > 0) console.log(work);
  for (const shape of wanted) print(shape);
}

function print(shape) {
  const [layout, ...sizes] = shape.split(" ");
  const [M, K, N] = sizes.map(Number);
  const times = measure(layout, M, K, N);
  const best = times[0];
  const rate = (2e-3 * M * N * K) / best;
  const behind = `+${Math.round((times[times.length >> 1] / best - 1) * 100)} %`;
  const bytes = M === 1 || N === 1 ? ((4e-3 * M * K * N) / best).toFixed(1) : "";
  const cells = [
    best.toFixed(best < 10 ? 3 : best < 1000 ? 1 : 0).padStart(9),
    rate.toFixed(1).padStart(9),
    (rate / limit).toFixed(2).padStart(10),
  ];
  console.log(`  ${layout} ${sizes.join(" x ")}`.padEnd(22) + cells.join("") + behind.padStart(8) + bytes.padStart(8));
}

/** Microseconds of one product, sorted: of launches laid out one after another, as in a captured step. */
function measure(layout, M, K, N) {
  const arrays = [M * K, K * N, M * N].map(filled);
  const aStrides = layout[0] === "N" ? [K, 1] : [1, M];
  const bStrides = layout[1] === "N" ? [N, 1] : [1, K];
  const args = [...arrays, M, N, K, ...aStrides, ...bStrides, 0, 0];
  const count = Math.min(1000, Math.ceil(3e7 / (M * N * K))); // short turns, so that some are undisturbed
  const launches = new Array(count).fill({ kernel: "matmul", extent: Math.max(M, N), args });
  const program = new Program(engine, launches);
  const times = [];
  for (const ends = performance.now() + 300; times.length < 15 || performance.now() < ends; ) {
    const started = performance.now();
    program.run(0, count);
    times.push(((performance.now() - started) * 1e3) / count);
  }
  program.dispose();
  for (const address of arrays) engine.free(address);
  return times.slice(2).sort((x, y) => x - y);
}

function filled(length) {
  const address = engine.allocate(length * 4);
  const view = engine.float32(address, length);
  for (let i = 0; i < length; i++) view[i] = ((i * 7919) % 1000) / 1000 - 0.5;
  return address;
}
