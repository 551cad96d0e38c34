import { presets, type Training } from "@cairn-ml/models-gpt";
import { type FitResult, fit, type Snapshot } from "@cairn-ml/train";
import type { RunFolder } from "@cairn-ml/train/node";
import type { Interrupts } from "../../interrupt.js";
import { showProgress } from "../../output/progress.js";
import type { Job } from "./job.js";

interface TrainInputs {
  readonly job: Job;
  readonly steps: number;
  readonly training: Training;
  readonly folder: RunFolder;
  /** Where a run that is resumed goes on; null begins at step 0. */
  readonly snapshot: Snapshot | null;
  readonly interrupts: Interrupts;
  /** Says why the steps run op by op, if they do. */
  readonly verbose: boolean;
}

/** Trains, and shows how far it is. */
export async function train(inputs: TrainInputs): Promise<FitResult> {
  const { job, steps, training, folder, snapshot, interrupts, verbose } = inputs;
  const { batchSize, model, clipNorm, evalEvery, evalLimit } = presets[job.preset];
  const start = snapshot?.step ?? 0;
  if (start <= steps && steps !== folder.description.about.steps) await folder.amend({ steps });
  const progress = showProgress({ steps, start, unit: "tokens/s" });
  interrupts.arm(() => {
    progress.stop();
    process.stderr.write("\nStopping after this step; Ctrl-C again ends at once.\n");
  });
  let loss: number | undefined;
  try {
    return await fit({
      model: training.model,
      optimizer: training.optimizer,
      data: training.data,
      schedule: training.schedule,
      rng: training.rng,
      steps,
      clipNorm,
      evalEvery,
      evalLimit,
      ...(job.saveEvery !== undefined && { saveEvery: job.saveEvery }),
      checkpoints: { load: async () => snapshot, save: (state) => folder.save(state) },
      resume: job.folder !== undefined,
      signal: interrupts.signal,
      callbacks: {
        onStep({ step, rate, ...report }) {
          loss = loss === undefined ? report.loss : 0.9 * loss + 0.1 * report.loss; // calmer to look at
          const secondsLeft = ((steps - step) * batchSize * model.contextLength) / rate;
          progress.update({ step, steps, loss, rate, secondsLeft });
        },
        onPoint: (entry) => folder.log(entry),
        onEvaluate: () => progress.pause("measuring"),
        onEager(reason) {
          if (verbose) process.stderr.write(`\nThe steps run op by op. ${reason}\n`);
        },
      },
    });
  } finally {
    progress.stop();
  }
}
