import {
  allThreads,
  best,
  inBrowser,
  type Line,
  others,
  ours,
  oursInBrowser,
  type Query,
  type Results,
  ratio,
  share,
} from "./results.ts";

/** Something that the engine must reach. */
export interface Must {
  readonly work: string;
  /** What the number is. */
  readonly measure: string;
  readonly value: number | undefined;
  /** At least, or with `atMost` at most. */
  readonly must?: number;
  readonly aim?: number;
  readonly atMost?: true;
}

/** A goal on a processor with vectors of 512 bits, and on another: native code is faster on the first. */
type Goal = number | readonly [avx512: number, other: number];

interface Condition extends Omit<Must, "must" | "aim" | "work"> {
  readonly must?: Goal;
  readonly aim?: Goal;
}

/** What was set as the goal of the engine, with what it has reached. */
export function musts(results: Results): Must[] {
  const goal = (g: Goal | undefined) => (typeof g === "object" ? g[results.machine.avx512 ? 0 : 1] : g);
  return Object.entries(conditions(results)).flatMap(([work, list]) =>
    list.map(({ must, aim, ...rest }) => ({
      ...{ work, ...rest },
      ...(must !== undefined && { must: goal(must)! }),
      ...(aim !== undefined && { aim: goal(aim)! }),
    })),
  );
}

function conditions(results: Results): Record<string, Condition[]> {
  const all = allThreads(results);
  const our = (workload: string, metric: string, threads = all) =>
    best(results, { workload, metric, threads, peer: ours });
  const peer = (query: Query) => best(results, { peer: others(results), ...query });
  const times = (a: Line | undefined, name: string, b: Line | undefined, must: Goal, aim?: Goal): Condition => ({
    measure: `times ${name}${b ? `, ${told(b)}` : ""}`,
    value: ratio(a, b),
    must,
    ...(aim !== undefined && { aim }),
  });
  const ofLimit = (line: Line | undefined, must: number, aim: number): Condition => ({
    measure: "of the limit of 128-bit lanes",
    value: share(line),
    must,
    aim,
  });
  const ofMemory = (line: Line | undefined, aim: number): Condition => ({
    measure: "of the speed of memory",
    value: share(line),
    aim,
  });
  const js = ["jax-js", "tfjs", "tfjs-layers"];
  const gemm = (metric: string, threads?: number) => our("w1-gemm", metric, threads);
  const cube = "512x512x512";
  const add = our("w2-tiny-op", "add of 4 floats");
  const small = (workload: string, best: [number, number], hand: [number, number]): Condition[] => {
    const fit = our(workload, "autograd + SGD, as fit runs it");
    const autograd = ["autograd + SGD", "autograd + SGD, built-in loss"];
    return [
      times(fit, "the best peer with autograd", peer({ workload, metric: autograd }), ...best),
      times(fit, "numpy by hand", peer({ workload, metric: "gradient by hand", peer: "numpy" }), ...hand),
    ];
  };
  const adam = our("w5-mlp", "Adam");
  const gpt = (size: string, [must, aim]: [number, number], torch: Goal, jax: number, tfjs?: number): Condition[] => {
    const [workload, step] = ["w9-gpt-train", our("w9-gpt-train", size)];
    const beside = (name: string) => peer({ workload, metric: size, peer: name });
    return [
      ofLimit(our(workload, `${size}, whole step`), must, aim),
      times(step, "PyTorch", beside("torch"), torch),
      times(step, "jax-js", beside("jax-js"), jax),
      ...(tfjs === undefined ? [] : [times(step, "tfjs", beside("tfjs"), tfjs)]),
    ];
  };
  const infer = (metric: string) => our("w10-gpt2-infer", metric);
  const inferPeer = (metric: string, peerName?: string) =>
    peer({ workload: "w10-gpt2-infer", metric, ...(peerName && { peer: peerName }) });
  const here = (workload: string, metric: string) =>
    best(results, { workload, metric, threads: all, peer: oursInBrowser });
  const there = (workload: string, metric: string, system: string) =>
    best(results, { workload, metric, peer: inBrowser(results, system) });
  const training = (workload: string, metric: string): Condition[] => {
    const line = here(workload, metric);
    return [
      times(line, "Node 24", our(workload, metric), 0.8),
      times(line, "jax-js", there(workload, metric, "jax-js"), 2),
      times(line, "tfjs", there(workload, metric, "tfjs"), 5),
    ];
  };
  const inference = (metric: string): Condition => {
    const [line, ort] = [here("w10-gpt2-infer", metric), there("w10-gpt2-infer", metric, "ort-web")];
    return { measure: `times onnxruntime-web${ort ? `, ${told(ort)}` : ""}`, value: ratio(line, ort), aim: 1 };
  };
  const start = our("start", "first result, from init");
  const sizes = results.lines.filter(({ workload, peer }) => workload === "size" && peer === ours);
  return {
    "w1 512×512×512, 1 thread": [
      ofLimit(gemm(cube, 1), 0.8, 0.92),
      times(gemm(cube, 1), "jax-js and tfjs", peer({ workload: "w1-gemm", metric: cube, peer: js }), 1.3),
    ],
    [`w1 512×512×512, ${all} threads`]: [
      times(gemm(cube), "one thread", gemm(cube, 1), 1.75),
      times(gemm(cube), "jax-js and tfjs", peer({ workload: "w1-gemm", metric: cube, peer: js }), 2.5),
      times(
        gemm(cube),
        "PyTorch",
        peer({ workload: "w1-gemm", metric: cube, peer: "torch" }),
        ...([
          [0.45, 0.55],
          [0.52, 0.7],
        ] as const),
      ),
    ],
    "w1 511×513×509": [times(gemm("511x513x509"), "512×512×512, per flop", gemm(cube), 0.75, 0.9)],
    "w2 add of 4 numbers, eager": [
      times(add, "PyTorch", peer({ workload: "w2-tiny-op", metric: "add of 4 floats", peer: "torch" }), 5),
      times(add, "tfjs", peer({ workload: "w2-tiny-op", metric: "add of 4 floats", peer: "tfjs" }), 10),
      times(add, "numpy", peer({ workload: "w2-tiny-op", metric: "add of 4 floats", peer: "numpy" }), 1.5),
      { measure: "µs an op", value: add?.value, aim: 0.15, atMost: true },
    ],
    "w3 linear regression 1000×3, through fit": small("w3-linreg", [20, 50], [4, 10]),
    "w4 logistic regression 100×3, through fit": small("w4-logreg", [40, 80], [8, 15]),
    "w5 MLP, batch 64, Adam": [
      times(
        adam,
        "PyTorch's fused Adam",
        peer({ workload: "w5-mlp", metric: ["Adam", "Adam, fused"], peer: "torch" }),
        ...([
          [1, 1.5],
          [1.4, 2.5],
        ] as const),
      ),
      times(adam, "jax-js", peer({ workload: "w5-mlp", peer: "jax-js" }), 3),
      times(adam, "tfjs", peer({ workload: "w5-mlp", peer: ["tfjs", "tfjs-layers"] }), 10),
    ],
    "w6 character MLP, batch 32": [
      times(our("w6-char-mlp", "SGD"), "the best peer", peer({ workload: "w6-char-mlp" }), 3, 6),
    ],
    "w7 CBOW network, batch 57": [times(our("w7-cbow", "SGD"), "the best peer", peer({ workload: "w7-cbow" }), 2, 3)],
    "w9 GPT 4 × 128": gpt("4 layers, 128 wide", [0.55, 0.7], [0.65, 1], 3, 25),
    "w9 GPT 6 × 384": gpt("6 layers, 384 wide", [0.65, 0.8], [0.5, 0.75], 4),
    "w10 GPT-2 124M, reading 128 tokens": [
      { measure: "of the limit of 128-bit lanes", value: share(infer("prefill 128, whole")), must: 0.65 },
      times(infer("prefill 128"), "onnxruntime-web", inferPeer("prefill 128", "ort-web"), 1.5),
      times(infer("prefill 128"), "onnxruntime-node", inferPeer("prefill 128", "ort-node"), [0.4, 0.55]),
    ],
    "w10 GPT-2 124M, writing 64 tokens": [
      ofMemory(infer("decode 64, weights"), 0.9),
      times(infer("decode 64"), "the best peer", inferPeer("decode 64"), 0.9),
      times(infer("decode 64"), "PyTorch", inferPeer("decode 64", "torch"), 1.5),
      times(infer("decode 64, int8"), "float32, int8 weights", infer("decode 64"), 2),
    ],
    "w11 GPT-2's encoding of 2 MB of books, 1 thread": [
      times(our("w11-bpe", "encode", 1), "the best peer", peer({ workload: "w11-bpe", metric: "encode" }), 1, 2),
    ],
    "w5 MLP in Chromium": training("w5-mlp", "Adam"),
    "w9 GPT 4 × 128 in Chromium": training("w9-gpt-train", "4 layers, 128 wide"),
    "w10 GPT-2 124M in Chromium, reading": [inference("prefill 128")],
    "w10 GPT-2 124M in Chromium, writing": [inference("decode 64")],
    "first result after `await init()` in a new process": [
      { measure: "ms", value: start?.value, must: 60, aim: 30, atMost: true },
    ],
    "engine, gzip": [
      {
        measure: "kB, the largest build",
        value: sizes.length > 0 ? Math.max(...sizes.map(({ value }) => value)) / 1000 : undefined,
        must: 12,
        atMost: true,
      },
    ],
  };
}

/** "torch 1.13.0 on 2 threads" */
export function told({ peer, version, threads }: Line): string {
  return `${peer} ${version.split(/[ +]/)[0]} on ${threads} ${threads === 1 ? "thread" : "threads"}`;
}

export type Verdict = "aim" | "met" | "short" | "below the aim" | "not measured";

/** Whether a must is met, or even its aim. */
export function verdict({ value, must, aim, atMost }: Must): Verdict {
  if (value === undefined) return "not measured";
  const reaches = (goal: number) => (atMost ? value <= goal : value >= goal);
  if (aim !== undefined && reaches(aim)) return "aim";
  if (must === undefined) return "below the aim";
  return reaches(must) ? "met" : "short";
}
