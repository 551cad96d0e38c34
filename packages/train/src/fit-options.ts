import type { Optimizer, OptimizerOptions } from "@cairn-ml/optim";
import { type CaptureError, type Rng, ValueError } from "@cairn-ml/tensor";
import type { CheckpointStore, DataSource, HistoryEntry, TrainableModel } from "./types.js";

/** What a step did. */
export interface StepReport {
  /** Steps done, this one included. */
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly lr: number;
  /** What the data counts (tokens, rows) a second, since this call began. */
  readonly rate: number;
}

/** Called in this order where several are due after a step: onStep, onSave, onEvaluate, onPoint. */
export interface FitCallbacks {
  onStep?(report: StepReport): void;
  /** A checkpoint was written. */
  onSave?(step: number): void;
  /** An evaluation begins. */
  onEvaluate?(step: number): void;
  /** A point was added to the history; the run waits until it is dealt with. `rate` is that of `StepReport`. */
  onPoint?(entry: HistoryEntry, rate: number): void | Promise<void>;
  /** Why the steps run op by op and are not replayed (see `capture`): once, early in the run. The results are the same. */
  onEager?(reason: CaptureError): void;
}

export interface FitOptions<Batch> {
  readonly model: TrainableModel<Batch>;
  readonly optimizer: Optimizer<OptimizerOptions>;
  readonly data: DataSource<Batch>;
  /** Steps in all, those of an earlier call that is resumed included. */
  readonly steps: number;
  /** The stream of all that is random; every step forks its own from it. A resumed run goes on with that of its checkpoint. */
  readonly rng: Rng;
  /** The learning rate of a step, counted from 0; the optimiser's own unless given. */
  readonly schedule?: (step: number) => number;
  /**
   * Batches that make one step: their gradients are added up, each weighted by what it counts, as if they were one batch that
   * need not fit into memory at once; 1 unless given.
   */
  readonly accumulate?: number;
  /** The largest norm that all gradients together may have. */
  readonly clipNorm?: number;
  /** Steps between points of the history; 10 unless given. Each evaluation is a point too. */
  readonly logEvery?: number;
  /** Steps between evaluations; 0 evaluates at the end only. */
  readonly evalEvery?: number;
  /** Examples of an evaluation on the way; the one at the end takes all. */
  readonly evalLimit?: number;
  /** Steps between checkpoints, besides the one at the end; each evaluation unless given. */
  readonly saveEvery?: number;
  readonly checkpoints?: CheckpointStore;
  /** Goes on from the newest checkpoint, or from step 0 when there is none. */
  readonly resume?: boolean;
  readonly callbacks?: FitCallbacks;
  /** Runs each step op by op, where else it is captured; the results are the same. */
  readonly eager?: boolean;
  /** When aborted, the run ends after the current step, or within an evaluation: it saves and returns. */
  readonly signal?: AbortSignal;
}

export interface FitResult {
  readonly step: number;
  readonly history: readonly HistoryEntry[];
  /** True when the signal stopped the run before its end: its last step and the evaluation after it. */
  readonly interrupted: boolean;
  /** Seconds of training, resumes included; evaluation and saving left out. */
  readonly seconds: number;
  /** What the data counted (tokens, rows) a second in this call. */
  readonly rate: number;
  /** Over the whole validation part, after the last step. */
  readonly validationLoss: number | undefined;
}

/** Throws: ValueError for options that make no sense. */
export function checkOptions<Batch>(options: FitOptions<Batch>): void {
  const { steps, logEvery = 1, evalEvery = 0, evalLimit = 1, saveEvery = 1, accumulate = 1 } = options;
  const { clipNorm, resume, checkpoints } = options;
  const counts = { steps, logEvery, evalEvery, evalLimit, saveEvery, accumulate };
  const units: Readonly<Record<string, string>> = { evalLimit: "examples", accumulate: "batches" };
  for (const [name, value] of Object.entries(counts)) {
    const least = name === "evalEvery" ? 0 : 1;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new ValueError("fit", `${name} is not a number of ${units[name] ?? "steps"}.`, {
        given: String(value),
        expected: `an integer of ${least} or more`,
      });
    }
  }
  if (clipNorm !== undefined && !(clipNorm > 0)) {
    throw new ValueError("fit", "clipNorm is not positive.", {
      given: String(clipNorm),
      expected: "a positive number",
    });
  }
  if (resume && !checkpoints) {
    throw new ValueError("fit", "there is nothing to resume from.", {
      given: "resume: true without checkpoints",
      expected: "the store that the run was saved to",
      fix: "pass it as checkpoints",
    });
  }
}
