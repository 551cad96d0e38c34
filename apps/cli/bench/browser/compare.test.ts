import { expect, it } from "vitest";
import type { Line } from "../performance/results.ts";
import { comparison } from "./compare.ts";

const line = (peer: string, threads: number, value: number, worst = value): Line => ({
  ...{ workload: "w5-mlp", peer, version: "1.2.3", threads, metric: "Adam", value, worst, unit: "steps/s", n: 7 },
});

it("sets Cairn in Chromium beside itself in Node on as many threads, and beside others on all", () => {
  const lines = [
    line("cairn (Chromium)", 1, 1000, 900),
    line("cairn (Chromium)", 2, 1500),
    line("jax-js wasm (Chromium)", 2, 150),
    line("jax-js wasm (Chromium)", 1, 300),
    line("cairn", 1, 1100),
    line("cairn (Chromium)", 2, 1800), // of a second round
    { ...line("cairn (Chromium)", 2, 9), metric: "Adam, eager" }, // nothing beside it
    { ...line("cairn (Chromium)", 2, 9), metric: "Adam, whole step", unit: "GFLOP/s", limit: 10 }, // the same, counted otherwise
    { ...line("cairn", 2, 9), metric: "Adam, whole step", unit: "GFLOP/s", limit: 10 },
  ];
  expect(comparison(lines)).toMatchInlineSnapshot(`
    "w5-mlp Adam, steps/s
      cairn (Chromium) 2T           1,800 (17 %)
      cairn 1T                       1,100 (0 %)  Cairn in Chromium: 0.909 ×
      cairn (Chromium) 1T           1,000 (10 %)
      jax-js wasm (Chromium) 1T        300 (0 %)  Cairn in Chromium: 6 ×
      jax-js wasm (Chromium) 2T        150 (0 %)  Cairn in Chromium: 12 ×"
  `);
});
