import { MLPRegressor } from "@cairn-ml/models-classic";
import { math, Rng } from "@cairn-ml/tensor";
import type { Host } from "../lesson.js";

export interface Sum {
  readonly k: number;
  /** The root of the mean square. */
  readonly error: number;
  /** Where the units bend, within the picture, rising. */
  readonly bends: readonly number[];
  readonly points: readonly (readonly [x: number, y: number])[];
}

export const widths = [1, 2, 4, 8, 16] as const;
export const tries = 5;
const [from, to] = [-3, 3];
const xs = Array.from({ length: 61 }, (_, i) => from + ((to - from) * i) / 60);

/** One wave of a sine. */
export const wave: readonly (readonly [x: number, y: number])[] = xs.map((x) => [x, math.sin((Math.PI * x) / to)]);

/** Sums of k ReLUs that follow the wave; for each k the best of some starts. */
export async function followWave(seed: number, host: Host): Promise<Sum[]> {
  const progress = host.progress("sums of ReLUs", widths.length * tries);
  const best: Sum[] = [];
  let done = 0;
  for (const k of widths) best.push(await bestSum(k, seed, host.signal, () => progress.update(++done)));
  progress.stop();
  return best;
}

/** The best of some starts. */
export async function bestSum(
  k: number,
  seed: number,
  signal: AbortSignal,
  tried: () => void = () => {},
): Promise<Sum> {
  const sums: Sum[] = [];
  for (let i = 0; i < tries; i++) {
    sums.push(await trySum(k, new Rng(seed).fork("sums", i).integer(2 ** 32), signal));
    tried();
  }
  return sums.reduce((a, b) => (b.error < a.error ? b : a));
}

async function trySum(k: number, seed: number, signal: AbortSignal): Promise<Sum> {
  const X = xs.map((x) => [x]);
  const y = wave.map(([, y]) => y);
  const steps = 1000;
  const model = new MLPRegressor({ hidden: [k], lr: 0.03, steps, seed });
  await model.fit(X, y, { signal, logEvery: steps });
  signal.throwIfAborted();
  const predicted = model.predict(X);
  const square = predicted.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0) / y.length;
  const weight = model.weights.get("hidden.0.weight")!.data();
  const bias = model.weights.get("hidden.0.bias")!.data();
  const bends = Array.from(bias, (b, j) => -b / weight[j]!).filter((x) => x > from && x < to);
  return {
    k,
    error: Math.sqrt(square),
    bends: bends.sort((a, b) => a - b),
    points: xs.map((x, i) => [x, predicted[i]!] as const),
  };
}
