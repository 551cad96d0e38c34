import type { Digits } from "@cairn-ml/data";
import type { MLPClassifier } from "@cairn-ml/models-classic";
import type { Tensor } from "@cairn-ml/tensor";
import type { Host } from "../lesson.js";
import type { EpochEntry } from "./lesson.js";

export interface DigitsTraining {
  readonly digits: Digits;
  /** The pictures as numbers: (N, 784). */
  readonly inputs: { readonly train: Tensor; readonly test: Tensor };
  readonly batchSize: number;
  readonly host: Host;
  /** Called after each epoch, with the model as it then is. */
  onEpoch(entry: EpochEntry): void;
}

/** Trains the network, and notes after each epoch how it does. */
export async function trainDigits(
  model: MLPClassifier,
  { digits, inputs, batchSize, host, onEpoch }: DigitsTraining,
): Promise<EpochEntry[]> {
  const { train, test } = digits;
  const stepsPerEpoch = Math.ceil(train.labels.length / batchSize);
  const accuracies = new Map<number, number>(); // by epoch
  const entryOf = ({ step, loss }: { readonly step: number; readonly loss?: number }): EpochEntry => {
    const epoch = step / stepsPerEpoch;
    return { epoch, loss: loss!, accuracy: accuracies.get(epoch) ?? null };
  };
  const onPoint = (point: { readonly step: number; readonly loss?: number }) => {
    accuracies.set(point.step / stepsPerEpoch, model.score(inputs.test, test.labels));
    onEpoch(entryOf(point));
  };
  const hooks = host.training("the network", { kept: true, callbacks: { onPoint } });
  await model.fit(inputs.train, train.labels, { ...hooks, logEvery: stepsPerEpoch, saveEvery: stepsPerEpoch });
  host.signal.throwIfAborted();
  return model.result!.history.map(entryOf);
}
