import { expect, it } from "vitest";
import { musts, verdict } from "./musts.ts";
import type { Line, Results } from "./results.ts";

const line = (peer: string, workload: string, metric: string, value: number, more: Partial<Line> = {}): Line => ({
  ...{ workload, peer, version: "1.2.3+cpu", threads: 2, metric, value, unit: "steps/s", n: 7 },
  ...more,
});

const results = (avx512: boolean): Results => ({
  machine: { cpu: "", cores: 2, avx512, memory: "", system: "", date: "", load: 0, rounds: 1 },
  lines: [
    line("cairn", "w5-mlp", "Adam", 1200),
    line("cairn (Node 20)", "w5-mlp", "Adam", 9000),
    line("torch", "w5-mlp", "Adam", 700),
    line("torch", "w5-mlp", "Adam, fused", 1000),
    line("cairn", "w9-gpt-train", "4 layers, 128 wide, whole step", 60, { unit: "GFLOP/s", limit: 100 }),
    line("cairn", "w10-gpt2-infer", "decode 64", 60),
    line("cairn", "w10-gpt2-infer", "decode 64, weights", 30, { unit: "GB/s", limit: 40 }),
    line("cairn", "w10-gpt2-infer", "decode 64, int8", 150),
    line("ort-web", "w10-gpt2-infer", "decode 64", 50),
    line("cairn (Chromium)", "w5-mlp", "Adam", 1140),
    line("jax-js wasm (Chromium)", "w5-mlp", "Adam", 228, { threads: 1 }),
    line("jax-js webgl (Chromium)", "w5-mlp", "Adam", 3, { threads: 1 }),
    line("tfjs wasm (Chromium)", "w5-mlp", "Adam", 285),
    line("cairn (Chromium)", "w10-gpt2-infer", "decode 64", 60),
    line("ort-web wasm (Chromium)", "w10-gpt2-infer", "decode 64", 48),
    line("cairn", "start", "first result, from init", 40, { unit: "ms/start" }),
    line("cairn", "size", "engine a", 11_000, { unit: "bytes" }),
    line("cairn", "size", "engine b", 13_000, { unit: "bytes" }),
  ],
});

const told = (given: Results) =>
  musts(given)
    .filter(({ value }) => value !== undefined)
    .map((must) => [must.work, must.measure, must.value, must.must, verdict(must)]);

it("holds the figures against the goals", () => {
  expect(told(results(true))).toEqual([
    ["w5 MLP, batch 64, Adam", "times PyTorch's fused Adam, torch 1.2.3 on 2 threads", 1.2, 1, "met"],
    ["w9 GPT 4 × 128", "of the limit of 128-bit lanes", 0.6, 0.55, "met"],
    ["w10 GPT-2 124M, writing 64 tokens", "of the speed of memory", 0.75, undefined, "below the aim"],
    ["w10 GPT-2 124M, writing 64 tokens", "times the best peer, ort-web 1.2.3 on 2 threads", 1.2, 0.9, "met"],
    ["w10 GPT-2 124M, writing 64 tokens", "times float32, int8 weights, cairn 1.2.3 on 2 threads", 2.5, 2, "met"],
    ["w5 MLP in Chromium", "times Node 24, cairn 1.2.3 on 2 threads", 0.95, 0.8, "met"],
    ["w5 MLP in Chromium", "times jax-js, jax-js wasm (Chromium) 1.2.3 on 1 thread", 5, 2, "met"],
    ["w5 MLP in Chromium", "times tfjs, tfjs wasm (Chromium) 1.2.3 on 2 threads", 4, 5, "short"],
    [
      ...["w10 GPT-2 124M in Chromium, writing", "times onnxruntime-web, ort-web wasm (Chromium) 1.2.3 on 2 threads"],
      ...[1.25, undefined, "aim"],
    ],
    ["first result after `await init()` in a new process", "ms", 40, 60, "met"],
    ["engine, gzip", "kB, the largest build", 13, 12, "short"],
  ]);
});

it("asks for more where native code has narrower vectors", () => {
  const [, , value, must, outcome] = told(results(false))[0]!;
  expect({ value, must, outcome }).toEqual({ value: 1.2, must: 1.5, outcome: "short" });
});

it("says what is better than asked for, and what is missing", () => {
  const base = { work: "", measure: "", must: 2, aim: 4 };
  expect([5, 3, 1, undefined].map((value) => verdict({ ...base, value }))).toEqual([
    "aim",
    "met",
    "short",
    "not measured",
  ]);
  expect(verdict({ work: "", measure: "µs", value: 0.3, aim: 0.15, atMost: true })).toBe("below the aim");
});
