/**
 * Causal attention and its gradient in GFLOP/s on one thread, best of N, beside the most that 128-bit fused multiply-adds reach
 * here. Only scores that are seen count: 2 products of D for each forward, 5 for the gradient.
 * Run after the build: node bench/attention.mjs
 */
import { cpus } from "node:os";
import { createEngine } from "../dist/index.js";
import { fmaLimit } from "./fma-limit.mjs";

const shapes = [
  { heads: 48, T: 64, D: 32 },
  { heads: 24, T: 256, D: 64 },
  { heads: 4, T: 1024, D: 64 },
  { heads: 1, T: 4096, D: 64 },
];

const engine = await createEngine({ threads: 1 });
const limit = fmaLimit(engine.build.startsWith("relaxed"));
console.log(`${cpus()[0].model}, Node ${process.version}, build "${engine.build}", one thread`);
console.log(
  `128-bit limit: ${limit.toFixed(1)} GFLOP/s\n\n${"heads x T x D".padEnd(16)} forward  share  gradient  share`,
);
for (const shape of shapes) {
  const cells = measure(shape).map((rate) => `${rate.toFixed(1).padStart(8)} ${(rate / limit).toFixed(2).padStart(6)}`);
  console.log(`${shape.heads} x ${shape.T} x ${shape.D}`.padEnd(15), cells.join(" "));
}

function measure({ heads, T, D }) {
  const held = [];
  const place = (length) => {
    const address = engine.allocate(length * 4);
    held.push(address);
    engine.float32(address, length).forEach((_, i, view) => {
      view[i] = ((i * 7919) % 1000) / 1000 - 0.5;
    });
    return address;
  };
  const rows = () => place(heads * T * D);
  const strides = [T * D, T * D, D];
  const [q, k, v, y, lse] = [rows(), rows(), rows(), rows(), place(heads * T)];
  const sizes = [1, T, T, D, ...strides, ...strides, ...strides];
  const forward = [q, k, v, y, lse, ...sizes, 1 / Math.sqrt(D), 0];
  const backward = [
    q,
    k,
    v,
    y,
    rows(),
    lse,
    rows(),
    rows(),
    rows(),
    ...sizes,
    ...strides,
    ...strides,
    1 / Math.sqrt(D),
    0,
  ];
  const product = heads * T * (T + 1) * D * 1e-6; // million operations, a multiplication and an addition each
  const rates = [
    bestRate(2 * product, () => engine.launch("attention", heads, forward)),
    bestRate(5 * product, () => engine.launch("attentionBackward", heads, backward)),
  ];
  for (const address of held) engine.free(address);
  return rates;
}

function bestRate(work, run) {
  const repeats = Math.ceil(20 / work);
  let best = 0;
  for (let round = 0; round < (work > 500 ? 6 : 40); round++) {
    const started = performance.now();
    for (let i = 0; i < repeats; i++) run();
    best = Math.max(best, (work * repeats) / (performance.now() - started));
  }
  return best;
}
