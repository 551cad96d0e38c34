/**
 * What threads bring: what a fork costs, from which size on two threads are faster, and products on one and more threads.
 * Runs take turns, and the best of many short ones counts: the others were disturbed. Run after the build.
 */
import { availableParallelism, cpus } from "node:os";
import { createEngine } from "../dist/index.js";

const most = Math.min(4, availableParallelism());
const counts = Array.from({ length: most }, (_, i) => i + 1);
const engines = await Promise.all(counts.map((threads) => createEngine({ threads })));
const [one, two] = engines;
console.log(
  `${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}, build "${engines.at(-1).build}"`,
);
if (!two) console.log("This machine runs one thread at a time: there is nothing to compare.");
else {
  await new Promise((resolve) => setTimeout(resolve, 200)); // until the workers have begun
  forks();
  breakEven();
  products();
}
for (const engine of engines) engine.close();

/** The op word of a record, whose upper half says how it is cut. */
function cutBy(engine, program, length) {
  const word = engine.int32(program, 1);
  word[0] = (word[0] & 0xff) | (1 << 8) | (length << 16);
}

/** Awake: what two threads take longer than half of what one does. Asleep: what a launch takes that finds them so. */
function forks() {
  const n = 2048;
  const runs = [one, two].map((engine) => {
    const [x, y, program] = [filled(engine, n), filled(engine, n), engine.allocate(256)];
    const end = engine.encode(program, "exp", n, [x, y]);
    cutBy(engine, program, engine === two ? n / 2 : 0);
    return () => engine.run(program, end);
  });
  const [single, shared] = best(runs, 10, 2000);
  const asleep = [];
  for (let i = 0; i < 200; i++) {
    for (const until = performance.now() + 0.2; performance.now() < until; ); // the workers fall asleep
    const began = performance.now();
    runs[1]();
    asleep.push((performance.now() - began) * 1000);
  }
  asleep.sort((a, b) => a - b);
  const cost = [shared - single / 2, asleep[100] - single].map((time) => time.toFixed(2));
  console.log(`\na fork: ${cost[0]} µs while workers are awake, ${cost[1]} µs (median) to wake them`);
}

/** Elements, and the time on one thread and on two, cut in half. */
function breakEven() {
  console.log("\nelements: µs on one thread and on two");
  for (const kernel of ["square", "exp", "sin"]) {
    const cells = [1024, 2048, 4096, 8192, 16384, 32768].map((n) => {
      const runs = [one, two].map((engine) => {
        const [x, y, program] = [filled(engine, n), filled(engine, n), engine.allocate(256)];
        const end = engine.encode(program, kernel, n, [x, y]);
        cutBy(engine, program, engine === two ? n / 2 : 0);
        return () => engine.run(program, end);
      });
      const [single, shared] = best(runs, 20, 400);
      return `${n}: ${single.toFixed(1)} ${shared.toFixed(1)}`.padStart(20);
    });
    console.log(kernel.padEnd(7) + cells.join(""));
  }
}

function products() {
  console.log(`\nM x K x N`.padEnd(19) + counts.map((n) => `${n}`.padStart(8)).join("") + "   threads: GFLOP/s; ratio");
  const shapes = [
    [64, 784, 128],
    [128, 128, 128],
    [768, 128, 512],
    [128, 768, 512],
    [512, 512, 512],
    [511, 513, 509],
  ];
  for (const [M, K, N] of shapes) {
    const runs = engines.map((engine) => {
      const [a, b, y] = [M * K, K * N, M * N].map((length) => filled(engine, length));
      return () => engine.launch("matmul", Math.max(M, N), [a, b, y, M, N, K, K, 1, N, 1, 0, 0]);
    });
    const rates = best(runs, Math.ceil(1e7 / (M * K * N)), 100).map((time) => (2e-3 * M * K * N) / time);
    const ratios = rates.slice(1).map((rate) => (rate / rates[0]).toFixed(2));
    console.log(
      `${M} x ${K} x ${N}`.padEnd(18) + rates.map((rate) => rate.toFixed(1).padStart(8)).join("") + `   ${ratios}`,
    );
  }
}

/** Microseconds of each run, the best of `rounds` in which they take turns. */
function best(runs, repeats, rounds) {
  const times = runs.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    runs.forEach((run, i) => {
      for (let k = 0; k < repeats; k++) run(); // until the workers are awake
      const began = performance.now();
      for (let k = 0; k < repeats; k++) run();
      times[i] = Math.min(times[i], ((performance.now() - began) / repeats) * 1000);
    });
  }
  return times;
}

function filled(engine, length) {
  const address = engine.allocate(length * 4);
  const view = engine.float32(address, length);
  for (let i = 0; i < length; i++) view[i] = ((i * 7919) % 1000) / 1000 - 0.5;
  return address;
}
