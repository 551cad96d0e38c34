/**
 * Every kernel but the matrix product and attention, on one thread: nanoseconds a launch on 4 elements, then G elements/s and
 * GB/s on more, best of N, beside what a plain copy of the same arrays moves in the same run.
 * Run after the build: node bench/kernels.mjs [word in the kernel's name]
 */
import { cpus } from "node:os";
import { createEngine } from "../dist/index.js";
import { cases } from "./cases.mjs";

const sizes = [1000, 100_000, 4_000_000];
const engine = await createEngine({ threads: 1 });
console.log(`${cpus()[0].model}, Node ${process.version}, build "${engine.build}", one thread`);
console.log(["kernel".padEnd(42), "ns at 4", ...sizes.map((n) => `at ${n}: G/s  GB/s`.padStart(24))].join(" "));
print("copy of the arrays", (n) => copyTime(n), 8);
for (const { kernel, note, moved, launch } of cases) {
  if (!kernel.includes(process.argv[2] ?? "")) continue;
  print(`${kernel} ${note}`, (n) => launchTime(kernel, launch, n), moved);
}

/** A row: milliseconds by the number of elements, of which each moves some bytes. */
function print(title, time, moved) {
  const cells = sizes.map((n) => {
    const elements = n / 1e6 / time(n);
    return `${elements.toFixed(2)} ${(elements * moved).toFixed(1).padStart(6)}`.padStart(24);
  });
  console.log([title.padEnd(42), (time(4) * 1e6).toFixed(0).padStart(7), ...cells].join(" "));
}

function launchTime(kernel, launch, n) {
  const held = [];
  const place = (bytes) => {
    held.push(engine.allocate(bytes + 64));
    return held.at(-1);
  };
  const [extent, args] = launch(n, arrays(place));
  const best = bestTime(() => engine.launch(kernel, extent, args), n);
  for (const address of held) engine.free(address);
  return best;
}

function copyTime(n) {
  const [from, to] = [new Float32Array(n).fill(1), new Float32Array(n)];
  return bestTime(() => to.set(from), n);
}

/** Short turns, so that some are undisturbed; each of a tenth of a millisecond at least. */
function bestTime(run, n) {
  const repeats = Math.max(1, Math.ceil(200_000 / n));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < (n > 1e6 ? 8 : 40); round++) {
    const started = performance.now();
    for (let i = 0; i < repeats; i++) run();
    best = Math.min(best, (performance.now() - started) / repeats);
  }
  return best;
}

/** Arrays filled with numbers that no kernel is slow on: floats in [-2, 2), indices below `count`, bytes of 0 and 1. */
function arrays(place) {
  return {
    floats: (n) => filled(engine.float32(place(n * 4), n), (i) => ((i * 7919) % 1000) / 250 - 2),
    indices: (n, count) => filled(engine.int32(place(n * 4), n), (i) => (i * 7919) % count),
    bytes: (n) => filled(engine.uint8(place(n), n), (i) => (i * 7919) & 1),
  };
}

function filled(view, valueAt) {
  for (let i = 0; i < view.length; i++) view[i] = valueAt(i);
  return view.byteOffset;
}
