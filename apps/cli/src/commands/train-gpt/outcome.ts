import { bitsPerByte } from "@cairn-ml/models-gpt";
import type { Device, ProfileReport } from "@cairn-ml/tensor";
import type { FitResult } from "@cairn-ml/train";
import type { RunFolder } from "@cairn-ml/train/node";
import type { Job } from "./job.js";
import type { Prepared } from "./prepare.js";
import { profileDocument } from "./profiling.js";

/** All that a finished run is told by. */
export interface Outcome {
  readonly job: Job;
  readonly training: Prepared;
  readonly result: FitResult;
  readonly folder: RunFolder;
  readonly device: Device;
  readonly samples: readonly string[];
  /** With `--profile`. */
  readonly profile: ProfileReport | undefined;
  /** Of this call, from the first to the last. */
  readonly seconds: number;
}

/** What `--json` prints. */
export function documentOf({ job, training, result, folder, device, samples, seconds, profile }: Outcome): object {
  const { validationLoss, history, rate } = result;
  return {
    command: "train gpt",
    model: "gpt",
    parameters: parametersOf(training),
    device: device.name,
    threads: device.threads,
    seed: job.seed,
    steps: job.steps,
    tokensPerSecond: rate,
    trainLoss: history.findLast((entry) => entry.loss !== undefined)?.loss,
    validationLoss,
    bitsPerByte: bitsPerByteOf({ training, result }),
    history,
    samples,
    checkpoint: folder.path,
    seconds,
    ...(profile && { profile: profileDocument(profile) }),
  };
}

/** Undefined where nobody knows how many bytes a token stands for. */
export function bitsPerByteOf({ training, result }: Pick<Outcome, "training" | "result">): number | undefined {
  if (training.bytesPerToken === undefined) return undefined;
  return bitsPerByte(result.validationLoss!, training.bytesPerToken); // a run that ends has measured
}

export function parametersOf({ model }: Prepared): number {
  return model.parameters().reduce((sum, parameter) => sum + parameter.size, 0);
}
