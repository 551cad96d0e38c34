import { existsSync } from "node:fs";
import type { Digits } from "@cairn-ml/data";
import { LinearRegression, LogisticRegression, MLPClassifier } from "@cairn-ml/models-classic";
import { normal, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import type { FitCallbacks } from "@cairn-ml/train";
import { inputsOf, readMnist } from "./mnist.ts";

/** A lesson whose training is timed. */
export interface Lesson {
  readonly number: number;
  readonly steps: number;
  /** Those of PyTorch, where so many would take minutes. */
  readonly peerSteps: number;
  /** Trains, with a history and progress as the lesson has it. */
  train(): Promise<{ seconds: number; learned: number[] }>;
  /** The data as CSV; undefined where they are MNIST. */
  readonly table?: () => string;
  /** What is needed and is not there. */
  readonly missing?: string;
}

type Row = readonly number[];

export function lessonsToTime(mnist: string): Lesson[] {
  return [severalWeights(), yesOrNo(), digits(mnist)];
}

/** 1,000 people: 45 height - 10 sex + 5, a little off. */
function severalWeights(): Lesson {
  const rng = new Rng(0);
  const heights = uniform(rng.fork("heights"), [1000], 1.5, 1.9).data();
  const off = normal(rng.fork("noise"), [1000], 1, 0.03).data();
  const rows = Array.from(heights, (h, i): Row => [h, i % 2, (45 * h - 10 * (i % 2) + 5) * off[i]!]);
  const steps = 100_000;
  const initial = { coefficients: [-0.14, 0.65], intercept: 0.5 };
  const make = () => new LinearRegression({ lr: 1e-4, steps, initial });
  return { number: 3, steps, peerSteps: steps, ...linear("height,sex,weight", rows, make) };
}

/** 100 people, ill where they sleep little and move little, with some exceptions. */
function yesOrNo(): Lesson {
  const rng = new Rng(0);
  const sleep = uniform(rng.fork("sleep"), [100], 2, 10).data();
  const exercise = uniform(rng.fork("exercise"), [100], 0, 30).data();
  const off = normal(rng.fork("noise"), [100], 0, 1.5).data();
  const rows = Array.from(sleep, (s, i): Row => {
    const e = exercise[i]!;
    return [s, e, 16.25 - 2.07 * s - 0.42 * e + off[i]! > 0 ? 1 : 0];
  });
  const steps = 1_000_000;
  const initial = { coefficients: [-0.00138, 0.00648], intercept: 0.00497 };
  const make = () => new LogisticRegression({ lr: 1e-3, steps, initial });
  return { number: 4, steps, peerSteps: steps / 50, ...linear("sleep,exercise,disease", rows, make) };
}

function linear(
  head: string,
  rows: readonly Row[],
  make: () => LinearRegression | LogisticRegression,
): Pick<Lesson, "train" | "table"> {
  return {
    table: () => `${[head, ...rows].join("\n")}\n`,
    async train() {
      const model = make();
      const X = rows.map((row) => row.slice(0, 2));
      const y = rows.map((row) => row[2]!);
      const seconds = await timed((callbacks) => model.fit(X, y, { callbacks, logEvery: 1000 }));
      return { seconds, learned: [...model.coefficients, model.intercept] };
    },
  };
}

function digits(mnist: string): Lesson {
  let data: Promise<Digits & { X: Tensor; X2: Tensor }> | undefined;
  const epochs = 10;
  const batchSize = 128;
  const steps = epochs * Math.ceil(60_000 / batchSize);
  return {
    number: 7,
    steps,
    peerSteps: steps,
    ...(!existsSync(mnist) && { missing: mnist }),
    async train() {
      data ??= readMnist(mnist).then((digits) => ({ ...digits, X: inputsOf(digits.train), X2: inputsOf(digits.test) }));
      const { train, test, X, X2 } = await data;
      const model = new MLPClassifier({ hidden: [128, 64], lr: 1e-3, epochs, batchSize });
      const seconds = await timed((callbacks) => model.fit(X, train.labels, { callbacks, logEvery: steps / epochs }));
      return { seconds, learned: [model.score(X2, test.labels)] };
    },
  };
}

/** Seconds of a training with a history and, as for a line of progress, a look at the clock after each step. */
async function timed(fit: (callbacks: FitCallbacks) => Promise<unknown>): Promise<number> {
  let next = 0;
  const onStep = () => {
    const now = performance.now();
    if (now >= next) next = now + 100;
  };
  const began = performance.now();
  await fit({ onStep, onPoint: () => undefined });
  return (performance.now() - began) / 1000;
}
