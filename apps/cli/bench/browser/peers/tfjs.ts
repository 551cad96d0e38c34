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

interface TfTensor {
  data(): Promise<ArrayLike<number>>;
  dispose(): void;
}

/** The part of TensorFlow.js that is used here. */
interface Tf {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
  tensor(values: Float32Array, shape: readonly number[]): TfTensor;
  zeros(shape: readonly number[]): TfTensor;
  variable(initial: TfTensor): TfTensor;
  matMul(a: TfTensor, b: TfTensor, transposeA?: boolean, transposeB?: boolean): TfTensor;
  add(a: TfTensor, b: TfTensor | number): TfTensor;
  sub(a: TfTensor, b: TfTensor): TfTensor;
  mul(a: TfTensor, b: TfTensor | number): TfTensor;
  square(x: TfTensor): TfTensor;
  rsqrt(x: TfTensor): TfTensor;
  tanh(x: TfTensor): TfTensor;
  relu(x: TfTensor): TfTensor;
  softmax(x: TfTensor): TfTensor;
  mean(x: TfTensor, axis: number, keepDims: boolean): TfTensor;
  reshape(x: TfTensor, shape: readonly number[]): TfTensor;
  transpose(x: TfTensor, axes: readonly number[]): TfTensor;
  readonly losses: { softmaxCrossEntropy(targets: TfTensor, logits: TfTensor): TfTensor };
  readonly train: { adam(lr: number, beta1: number, beta2: number): Optimizer };
}

interface Optimizer {
  minimize(loss: () => TfTensor, returnCost: boolean, variables: readonly TfTensor[]): null;
}

interface WasmBackend {
  setWasmPaths(folder: string): void;
  setThreadsCount(count: number): void;
  getThreadsCount(): number;
}

/** TensorFlow.js, on threads where its backend has them. */
export async function startTfjs(backend: string, threads: number): Promise<System> {
  // It takes half of the cores, whatever it is told: so that it takes as many as are asked for, it hears of twice as many.
  Object.defineProperty(navigator, "hardwareConcurrency", { value: 2 * threads });
  const tf = await peerModule<Tf>("tfjs-core");
  await peerModule("tfjs-gradients"); // has none without
  const module = await peerModule<WasmBackend>(`tfjs-${backend}`); // registers itself
  if (backend === "wasm") {
    module.setWasmPaths("/peers/node_modules/@tensorflow/tfjs-backend-wasm/dist/");
    module.setThreadsCount(threads);
  }
  const isThere = await tf.setBackend(backend).catch(() => false);
  if (!isThere || tf.getBackend() !== backend) throw new Error(`this browser has no ${backend} for it`);
  await tf.ready();
  return {
    threads: backend === "wasm" ? module.getThreadsCount() : 1,
    async *cases(name, large) {
      if (name === "w5-mlp") yield mlpCase(tf);
      if (name === "w9-gpt-train") for (const size of gpts.slice(0, large ? 2 : 1)) yield gptCase(tf, size);
    },
  };
}

function drawn(tf: Tf, shape: readonly number[], deviation: number, seed: number): TfTensor {
  const length = shape.reduce((a, b) => a * b);
  return tf.variable(tf.tensor(spread(length, deviation, seed), shape));
}

function mlpCase(tf: Tf): Case {
  const { sizes, batchSize: B } = mlp;
  const parameters = sizes.slice(1).flatMap((to, i) => {
    const from = sizes[i]!;
    return [drawn(tf, [from, to], from ** -0.5, i), tf.variable(tf.zeros([to]))];
  });
  const [w1, b1, w2, b2, w3, b3] = parameters as [TfTensor, TfTensor, TfTensor, TfTensor, TfTensor, TfTensor];
  const batches = Array.from({ length: mlp.batches }, (_, i) => [
    tf.tensor(uniforms(B * 784, i), [B, 784]),
    tf.tensor(oneHot(integers(B, 10, i), 10), [B, 10]),
  ]);
  const loss = (x: TfTensor, y: TfTensor) => {
    const h1 = tf.relu(tf.add(tf.matMul(x, w1), b1));
    const h2 = tf.relu(tf.add(tf.matMul(h1, w2), b2));
    return tf.losses.softmaxCrossEntropy(y, tf.add(tf.matMul(h2, w3), b3));
  };
  const run = training(tf, parameters, loss, batches, 0.999);
  return { metric: "Adam", unit: "steps/s", note: "one-hot labels", run };
}

function gptCase(tf: Tf, size: GPTSize): Case {
  const { layers, heads, width: C, contextLength: T, batchSize: B, seconds } = size;
  const parameters = gptParameters(size).map((start, i) => tf.variable(tf.tensor(startOf(start, i), start.shape)));
  const hidden = Float32Array.from({ length: T * T }, (_, i) => (i % T > Math.floor(i / T) ? -1e9 : 0));
  const mask = tf.tensor(hidden, [T, T]);
  const loss = (x: TfTensor, y: TfTensor) => {
    let at = 0;
    const next = () => parameters[at++]!;
    const linear = (h: TfTensor) => tf.add(tf.matMul(h, next()), next());
    const norm = (h: TfTensor) => {
      const centred = tf.sub(h, tf.mean(h, -1, true));
      const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), 1e-5));
      return tf.add(tf.mul(tf.mul(centred, scale), next()), next());
    };
    const split = (h: TfTensor) => tf.transpose(tf.reshape(h, [B, T, heads, C / heads]), [0, 2, 1, 3]);
    const embedded = tf.add(tf.reshape(tf.matMul(x, next()), [B, T, C]), next());
    let h = tf.reshape(embedded, [B * T, C]);
    for (let i = 0; i < layers; i++) {
      const a = norm(h);
      const [q, k, v] = [split(linear(a)), split(linear(a)), split(linear(a))] as const;
      const scores = tf.mul(tf.matMul(q, k, false, true), Math.sqrt(heads / C));
      const attended = tf.matMul(tf.softmax(tf.add(scores, mask)), v);
      h = tf.add(h, linear(tf.reshape(tf.transpose(attended, [0, 2, 1, 3]), [B * T, C])));
      h = tf.add(h, linear(gelu(tf, linear(norm(h)))));
    }
    return tf.losses.softmaxCrossEntropy(y, tf.matMul(norm(h), next()));
  };
  const tokens = (seed: number) => tf.tensor(oneHot(integers(B * T, vocabSize, seed), vocabSize), [B * T, vocabSize]);
  const batches = Array.from({ length: gptBatches }, (_, i) => [tokens(2 * i), tokens(2 * i + 1)]);
  return {
    ...{ metric: `${layers} layers, ${C} wide`, unit: "tokens/s", work: B * T, repeats: 5, seconds },
    note: "Adam, since it has no AdamW; embedding as a product with one-hot rows",
    run: training(tf, parameters, loss, batches, 0.99),
  };
}

/** Source: Hendrycks & Gimpel 2016, arXiv:1606.08415, section 2, the form with tanh. */
function gelu(tf: Tf, x: TfTensor): TfTensor {
  const cubed = tf.mul(tf.mul(tf.square(x), x), 0.044715);
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(tf.mul(tf.add(x, cubed), Math.sqrt(2 / Math.PI))), 1));
}

function training(
  tf: Tf,
  parameters: readonly TfTensor[],
  loss: (x: TfTensor, y: TfTensor) => TfTensor,
  batches: readonly TfTensor[][],
  beta2: number,
): Case["run"] {
  const adam = tf.train.adam(1e-3, 0.9, beta2);
  let t = 0;
  return async (steps) => {
    for (let i = 0; i < steps; i++) {
      const [x, y] = batches[t++ % batches.length]!;
      adam.minimize(() => loss(x!, y!), false, parameters);
    }
    await parameters[parameters.length - 1]!.data(); // waits for what a graphics backend still computes
  };
}
