import { told } from "./musts.ts";
import { allThreads, best, others, ours, type Results, ratio } from "./results.ts";
import { figure, markdown } from "./tables.ts";

interface Work {
  readonly name: string;
  readonly workload: string;
  readonly metric: string;
  /** What the others call it, where they have more than one way. */
  readonly theirs?: readonly string[];
}

const work: readonly Work[] = [
  { name: "add of 4 numbers, one op", workload: "w2-tiny-op", metric: "add of 4 floats" },
  {
    name: "linear regression, 1000 × 3, a step",
    workload: "w3-linreg",
    metric: "autograd + SGD",
  },
  {
    name: "logistic regression, 100 × 3, a step",
    workload: "w4-logreg",
    metric: "autograd + SGD",
    theirs: ["autograd + SGD", "autograd + SGD, built-in loss"],
  },
  { name: "character MLP, batch 32, a step", workload: "w6-char-mlp", metric: "SGD" },
  { name: "CBOW network, batch 57, a step", workload: "w7-cbow", metric: "SGD" },
  { name: "MLP 784-128-64-10, batch 64, a step", workload: "w5-mlp", metric: "Adam", theirs: ["Adam", "Adam, fused"] },
  { name: "GPT 4 × 128, a step", workload: "w9-gpt-train", metric: "4 layers, 128 wide" },
  { name: "GPT 6 × 384, a step", workload: "w9-gpt-train", metric: "6 layers, 384 wide" },
  { name: "GPT-2 124M, reading 128 tokens", workload: "w10-gpt2-infer", metric: "prefill 128" },
  { name: "GPT-2 124M, writing 64 tokens", workload: "w10-gpt2-infer", metric: "decode 64" },
  { name: "product 512×512×512", workload: "w1-gemm", metric: "512x512x512" },
];

const notMeasured = [
  ["graphics processors", "none are used", "PyTorch, TensorFlow.js, jax-js use them"],
  ["ops that there are", "those that the models here need", "PyTorch and TensorFlow.js have hundreds"],
];

/** For the README: what Cairn is better at than the best other system, and worse, the best first. */
export function winsAndLosses(results: Results): string {
  const threads = allThreads(results);
  const rows = work.flatMap(({ name, workload, metric, theirs = [metric] }) => {
    const we = best(results, { workload, metric, threads, peer: ours });
    const they = best(results, { workload, metric: theirs, peer: others(results) });
    const times = ratio(we, they);
    if (times === undefined) return [];
    return [{ times, cells: [name, `${figure(we!.value)} ${we!.unit}`, `${figure(they!.value)}, ${told(they!)}`] }];
  });
  const sorted = rows.sort((a, b) => b.times - a.times);
  return markdown(
    ["work", `Cairn on ${threads} ${threads === 1 ? "thread" : "threads"}`, "the best of the others", "Cairn is"],
    [
      ...sorted.map(({ times, cells }) => [
        ...cells,
        `${times >= 1 ? "**" : ""}${figure(times)} ×${times >= 1 ? "**" : ""}`,
      ]),
      ...notMeasured.map((cells) => [...cells, "behind"]),
    ],
  );
}
