import { type FitResult, fit } from "@cairn-ml/train";
import type { RunFolder } from "@cairn-ml/train/node";
import type { Interrupts } from "../../interrupt.js";
import { showProgress } from "../../output/progress.js";
import type { Job } from "./job.js";
import type { Prepared } from "./prepare.js";

interface TrainInputs {
  readonly job: Job;
  readonly training: Prepared;
  readonly folder: RunFolder;
  readonly interrupts: Interrupts;
  /** Says why the steps run op by op, if they do. */
  readonly verbose: boolean;
}

/** Trains, and shows how far it is. */
export async function train(inputs: TrainInputs): Promise<FitResult> {
  const { job, training, folder, interrupts, verbose } = inputs;
  const { steps, snapshot } = job;
  const { batchSize, accumulate, contextLength, clipNorm, evalEvery, evalLimit, logEvery } = job.settings;
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
      ...{ accumulate, clipNorm, logEvery, evalEvery, evalLimit },
      ...(job.saveEvery !== undefined && { saveEvery: job.saveEvery }),
      checkpoints: {
        load: async () => snapshot,
        save: (state) => folder.save(state),
        saveBest: (best) => folder.saveBest(best),
      },
      resume: job.folder !== undefined,
      signal: interrupts.signal,
      callbacks: {
        onStep({ step, rate, ...report }) {
          loss = loss === undefined ? report.loss : 0.9 * loss + 0.1 * report.loss; // calmer to look at
          const secondsLeft = ((steps - step) * batchSize * accumulate * contextLength) / rate;
          progress.update({ step, steps, loss, rate, secondsLeft });
        },
        onPoint: (entry, rate) => folder.log({ ...entry, rate: Math.round(rate) }),
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
