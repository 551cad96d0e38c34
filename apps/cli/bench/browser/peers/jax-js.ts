import type { Case } from "../../../src/bench/workload.js";
import {
  type GPTSize,
  gptBatches,
  gptParameters,
  gpts,
  integers,
  mlp,
  oneHot,
  spread,
  startOf,
  uniforms,
  vocabSize,
} from "./data.ts";
import { peerModule, type System } from "./system.ts";

/** The part of jax-js that is used here. An op takes its arguments away; `ref` keeps one. */
interface JaxArray {
  readonly ref: JaxArray;
  readonly shape: number[];
  add(other: JaxArray | number): JaxArray;
  sub(other: JaxArray | number): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  div(other: JaxArray | number): JaxArray;
  reshape(shape: readonly number[]): JaxArray;
  dispose(): void;
}

type Loss = (parameters: readonly JaxArray[], ...batch: JaxArray[]) => JaxArray;

interface Jax {
  init(...devices: string[]): Promise<string[]>;
  defaultDevice(device: string): string;
  jit<F>(f: F): F;
  valueAndGrad(loss: Loss): (...args: Parameters<Loss>) => [JaxArray, JaxArray[]];
  blockUntilReady<T>(arrays: T): Promise<T>;
  readonly tree: { ref<T>(arrays: T): T };
  readonly nn: {
    relu(x: JaxArray): JaxArray;
    gelu(x: JaxArray, options: { approximate: boolean }): JaxArray;
    logSoftmax(x: JaxArray): JaxArray;
    standardize(x: JaxArray, axis: number, options: { epsilon: number }): JaxArray;
    dotProductAttention(q: JaxArray, k: JaxArray, v: JaxArray, options: { isCausal: boolean }): JaxArray;
  };
  readonly numpy: {
    array(values: Float32Array): JaxArray;
    zeros(shape: readonly number[]): JaxArray;
    ones(shape: readonly number[]): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    sum(x: JaxArray): JaxArray;
    sqrt(x: JaxArray): JaxArray;
    square(x: JaxArray): JaxArray;
  };
}

/**
 * jax-js: a training step is one `jit` of loss, gradient and update, its fastest form. Its Workers are as many as there are cores; on
 * one thread it starts none, as in a page that is not cross-origin isolated.
 */
export async function startJax(backend: string, threads: number): Promise<System> {
  if (threads === 1) Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
  const jax = await peerModule<Jax>("jax-js");
  if (!(await jax.init(backend)).includes(backend)) throw new Error(`this browser has no ${backend} for it`);
  jax.defaultDevice(backend);
  return {
    threads: backend === "wasm" && threads > 1 ? navigator.hardwareConcurrency : 1,
    async *cases(name, large) {
      if (name === "w5-mlp") yield mlpCase(jax);
      if (name === "w9-gpt-train") for (const size of gpts.slice(0, large ? 2 : 1)) yield gptCase(jax, size);
    },
  };
}

const normal = ({ numpy }: Jax, shape: readonly number[], deviation: number, seed: number) =>
  numpy
    .array(
      spread(
        shape.reduce((a, b) => a * b),
        deviation,
        seed,
      ),
    )
    .reshape(shape);

function mlpCase(jax: Jax): Case {
  const { nn, numpy } = jax;
  const { sizes, batchSize: B } = mlp;
  const parameters = sizes.slice(1).flatMap((to, i) => {
    const from = sizes[i]!;
    return [normal(jax, [from, to], from ** -0.5, i), numpy.zeros([to])];
  });
  const loss: Loss = ([w1, b1, w2, b2, w3, b3], x, y) => {
    const h1 = nn.relu(numpy.matmul(x!, w1!).add(b1!));
    const h2 = nn.relu(numpy.matmul(h1, w2!).add(b2!));
    return crossEntropy(jax, numpy.matmul(h2, w3!).add(b3!), y!, B);
  };
  const batches = Array.from({ length: mlp.batches }, (_, i) => [
    numpy.array(uniforms(B * 784, i)).reshape([B, 784]),
    numpy.array(oneHot(integers(B, 10, i), 10)).reshape([B, 10]),
  ]);
  const run = training(jax, parameters, loss, batches, { beta2: 0.999, decay: 0 });
  return { metric: "Adam", unit: "steps/s", note: "jit of the whole step; one-hot labels", run };
}

function gptCase(jax: Jax, size: GPTSize): Case {
  const { nn, numpy } = jax;
  const { layers, heads, width: C, contextLength: T, batchSize: B, seconds } = size;
  const parameters = gptParameters(size).map((start, i) => numpy.array(startOf(start, i)).reshape(start.shape));
  const loss: Loss = (all, x, y) => {
    let at = 0;
    const next = () => all[at++]!;
    const linear = (h: JaxArray) => numpy.matmul(h, next()).add(next());
    const norm = (h: JaxArray) => nn.standardize(h, -1, { epsilon: 1e-5 }).mul(next()).add(next());
    const split = (h: JaxArray) => h.reshape([B, T, heads, C / heads]);
    let h = numpy
      .matmul(x!, next())
      .reshape([B, T, C])
      .add(next())
      .reshape([B * T, C]);
    for (let i = 0; i < layers; i++) {
      const a = norm(h.ref);
      const [q, k, v] = [split(linear(a.ref)), split(linear(a.ref)), split(linear(a))];
      const attended = nn.dotProductAttention(q!, k!, v!, { isCausal: true }).reshape([B * T, C]);
      h = h.add(linear(attended));
      h = h.ref.add(linear(nn.gelu(linear(norm(h)), { approximate: true })));
    }
    return crossEntropy(jax, numpy.matmul(norm(h), next()), y!, B * T);
  };
  const tokens = (seed: number) =>
    numpy.array(oneHot(integers(B * T, vocabSize, seed), vocabSize)).reshape([B * T, vocabSize]);
  const batches = Array.from({ length: gptBatches }, (_, i) => [tokens(2 * i), tokens(2 * i + 1)]);
  return {
    ...{ metric: `${layers} layers, ${C} wide`, unit: "tokens/s", work: B * T, repeats: 5, seconds },
    note: "jit of the whole step; embedding as a product with one-hot rows",
    run: training(jax, parameters, loss, batches, { beta2: 0.99, decay: 0.1 }),
  };
}

function crossEntropy({ nn, numpy }: Jax, logits: JaxArray, targets: JaxArray, rows: number): JaxArray {
  return numpy.sum(nn.logSoftmax(logits).mul(targets)).mul(-1 / rows);
}

interface State {
  readonly p: JaxArray[];
  /** Running means of gradients and of their squares. */
  readonly m: JaxArray[];
  readonly v: JaxArray[];
}

/** Steps of AdamW. Source: Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2. */
function training(
  jax: Jax,
  parameters: JaxArray[],
  loss: Loss,
  batches: readonly JaxArray[][],
  { beta2, decay }: { beta2: number; decay: number },
): Case["run"] {
  const { numpy } = jax;
  const [lr, beta1, eps] = [1e-3, 0.9, 1e-8];
  const step = jax.jit((state: State, c1: JaxArray, c2: JaxArray, ...batch: JaxArray[]): [JaxArray, State] => {
    const [value, grads] = jax.valueAndGrad(loss)(jax.tree.ref(state.p), ...batch);
    const m = state.m.map((mean, i) => mean.mul(beta1).add(grads[i]!.ref.mul(1 - beta1)));
    const v = state.v.map((mean, i) => mean.mul(beta2).add(numpy.square(grads[i]!).mul(1 - beta2)));
    const p = state.p.map((w, i) => {
      const scale = numpy.sqrt(v[i]!.ref.mul(c2.ref)).add(eps);
      return w.mul(1 - lr * decay).sub(m[i]!.ref.mul(c1.ref).div(scale).mul(lr));
    });
    c1.dispose();
    c2.dispose();
    return [value, { p, m, v }];
  });
  const zeros = () => parameters.map(({ shape }) => numpy.zeros(shape));
  let state: State = { p: parameters, m: zeros(), v: zeros() };
  let t = 0;
  return async (steps) => {
    for (let i = 0; i < steps; i++) {
      const batch = batches[t++ % batches.length]!;
      const [c1, c2] = [beta1, beta2].map((beta) => numpy.array(Float32Array.of(1 / (1 - beta ** t))));
      const [value, next] = step(state, c1!, c2!, ...batch.map((x) => x.ref));
      state = next;
      await jax.blockUntilReady(value); // nothing is computed until somebody waits
      value.dispose();
    }
    await jax.blockUntilReady(state);
  };
}
