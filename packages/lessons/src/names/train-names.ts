import { MarkovChain } from "@cairn-ml/models-classic";
import { CharMLP, type CharMLPConfig, NextCharacters, sampleNames } from "@cairn-ml/models-embedding";
import { SGD } from "@cairn-ml/optim";
import { memoryScope, Rng } from "@cairn-ml/tensor";
import { fit, type HistoryEntry } from "@cairn-ml/train";
import type { Host } from "../lesson.js";
import type { NameList } from "./name-list.js";

/** A model, and how well it foretells the next letter: mean -ln p, in nats. */
export interface Rung {
  readonly model: string;
  readonly parameters: number;
  readonly trainLoss: number;
  readonly devLoss: number;
  readonly testLoss: number;
}

export interface NameTraining {
  readonly label: string;
  readonly config: CharMLPConfig;
  readonly steps: number;
  readonly lr: number;
  readonly seed: number;
  readonly host: Host;
  readonly kept?: boolean;
  /** Called before the first step and some forty times on the way, then with the mean loss since the time before. */
  readonly onNote?: (model: CharMLP, step: number, loss?: number) => void;
}

/** Trains the network by gradient descent; the rate falls in the second half, so that the last steps are small. */
export async function trainNames(
  { train, symbols }: NameList,
  { label, config, steps, lr, seed, host, kept = false, onNote }: NameTraining,
): Promise<{ model: CharMLP; history: readonly HistoryEntry[] }> {
  const rng = new Rng(seed).fork(label);
  const model = new CharMLP(rng.fork("weights"), config);
  onNote?.(model, 0);
  const { store, ...hooks } = host.training(label, {
    kept,
    callbacks: { onPoint: ({ step, loss }) => onNote?.(model, step, loss) },
  });
  const checkpoints = await store?.({ ...model.config, symbols });
  const { history } = await fit({
    model,
    optimizer: new SGD(model.trainable(), { lr }),
    schedule: (step) => lr * Math.min(1, 2.02 - (2 * step) / steps),
    data: new NextCharacters(train, { contextLength: config.contextLength, symbols }),
    steps,
    rng: rng.fork("training"),
    ...(checkpoints && { checkpoints }),
    ...hooks,
    logEvery: Math.max(1, Math.ceil(steps / 40)), // a step takes some 40 microseconds
  });
  host.signal.throwIfAborted();
  return { model, history };
}

/** The losses of the network on the three parts. */
export function networkRung(name: string, model: CharMLP, { train, dev, test, symbols }: NameList): Rung {
  const { contextLength } = model.config;
  const lossOf = (words: readonly string[]) => {
    const data = new NextCharacters(words, { contextLength, symbols });
    let sum = 0;
    using _ = memoryScope();
    for (const batch of data.all()) sum += model.loss(batch).item() * data.count(batch);
    return sum / data.examples;
  };
  const parameters = [...model.trainable().values()].reduce((sum, { size }) => sum + size, 0);
  return { model: name, parameters, trainLoss: lossOf(train), devLoss: lossOf(dev), testLoss: lossOf(test) };
}

/** Lesson 1's model on these names: which letter follows which, counted; each count one more, so that nothing is impossible. */
export function bigramRung(name: string, { train, dev, test, symbols }: NameList): Rung {
  const chain = new MarkovChain({ order: 1, smoothing: 1, alphabet: symbols.slice(1).join("") }).fit(train);
  const lossOf = (words: readonly string[]) => chain.evaluate(words).negativeLogLikelihood;
  const parameters = symbols.length ** 2;
  return { model: name, parameters, trainLoss: lossOf(train), devLoss: lossOf(dev), testLoss: lossOf(test) };
}

const drawn = 500; // so that the share is known to some hundredths

/** New names, those of them to be shown first, and the share of all drawn ones that is not in the list. */
export function newNames(
  model: CharMLP,
  { all, symbols }: NameList,
  seed: number,
): { names: string[]; novelShare: number } {
  const names = sampleNames(new Rng(seed).fork("samples"), model, { count: drawn, symbols });
  const known = new Set(all);
  return { names, novelShare: names.filter((name) => !known.has(name)).length / names.length };
}
