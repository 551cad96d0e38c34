import { valueAndGrad } from "@cairn-ml/autograd";
import { clipGradNorm, type Optimizer, type OptimizerOptions } from "@cairn-ml/optim";
import { assign, memoryScope, Rng, ValueError } from "@cairn-ml/tensor";
import { breathe, evaluate } from "./evaluate.js";
import type { CheckpointStore, DataSource, HistoryEntry, Snapshot, TrainableModel } from "./types.js";

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

export interface FitCallbacks {
  onStep?(report: StepReport): void;
  /** A point was added to the history. */
  onPoint?(entry: HistoryEntry): void;
  onSave?(step: number): void;
  onEvaluate?(step: number): void;
}

export interface FitOptions<Batch> {
  readonly model: TrainableModel<Batch>;
  readonly optimizer: Optimizer<OptimizerOptions>;
  readonly data: DataSource<Batch>;
  /** Steps in all, those of an earlier call that is resumed included. */
  readonly steps: number;
  /** The stream of all that is random; every step forks its own from it. */
  readonly rng: Rng;
  /** The learning rate of a step, counted from 0; the optimiser's own unless given. */
  readonly schedule?: (step: number) => number;
  /** The largest norm that all gradients together may have. */
  readonly clipNorm?: number;
  /** Steps between points of the history. */
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
  /** When aborted, the run saves after the current step and returns. */
  readonly signal?: AbortSignal;
}

export interface FitResult {
  readonly step: number;
  readonly history: readonly HistoryEntry[];
  /** True when the signal stopped the run before its last step. */
  readonly interrupted: boolean;
  /** Seconds of training, resumes included; evaluation and saving left out. */
  readonly seconds: number;
  /** What the data counted (tokens, rows) a second in this call. */
  readonly rate: number;
  /** Over the whole validation part, after the last step. */
  readonly validationLoss: number | undefined;
}

/**
 * Trains a model: batches, gradients, the optimiser, a history, evaluations and checkpoints, saved before an evaluation. A run
 * that was stopped anywhere and resumed gives the same weights, bit for bit, as one that was not: each step draws from a
 * stream of its own.
 *
 * Throws: ValueError for options that make no sense; whatever the model, the data or the store throw.
 */
export async function fit<Batch>(options: FitOptions<Batch>): Promise<FitResult> {
  checkOptions(options);
  const run = new Run(options);
  if (options.resume) await run.resume();
  return run.go();
}

function checkOptions<Batch>({ steps, logEvery, evalEvery, saveEvery, clipNorm }: FitOptions<Batch>): void {
  const counts = { steps, logEvery: logEvery ?? 1, evalEvery: evalEvery ?? 0, saveEvery: saveEvery ?? 1 };
  for (const [name, value] of Object.entries(counts)) {
    const least = name === "evalEvery" ? 0 : 1;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new ValueError("fit", `${name} is not a number of steps.`, {
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
}

class Run<Batch> {
  readonly #options: FitOptions<Batch>;
  #step = 0;
  #rng: Rng;
  #history: HistoryEntry[] = [];
  #pending = { sum: 0, count: 0 };
  #secondsBefore = 0;
  #seconds = 0; // of this call
  #counted = 0;
  #savedAt = -1;
  #validationLoss: number | undefined;

  constructor(options: FitOptions<Batch>) {
    this.#options = options;
    this.#rng = options.rng;
  }

  async resume(): Promise<void> {
    const snapshot = await this.#options.checkpoints?.load();
    if (!snapshot) return;
    const { model, optimizer, steps } = this.#options;
    if (snapshot.step > steps) {
      throw new ValueError("fit", "the run has more steps already.", {
        given: `${steps} steps`,
        expected: `${snapshot.step} or more`,
        fix: "resume with more steps, or start a new run",
      });
    }
    for (const [name, parameter] of model.namedParameters()) {
      const weights = snapshot.weights.get(name);
      if (!weights)
        throw new ValueError("fit", `the checkpoint has no ${name}.`, { expected: "the same architecture" });
      assign(parameter, weights);
    }
    optimizer.load(snapshot.moments, snapshot.step);
    this.#step = snapshot.step;
    this.#rng = Rng.fromState(snapshot.rng);
    this.#history = [...snapshot.history];
    this.#pending = { ...snapshot.pending };
    this.#secondsBefore = snapshot.seconds;
    this.#savedAt = snapshot.step;
  }

  async go(): Promise<FitResult> {
    const { steps, signal } = this.#options;
    let rested = performance.now();
    while (!signal?.aborted) {
      await this.#pause();
      if (this.#step === steps || signal?.aborted) break;
      const began = performance.now();
      const report = this.#train();
      this.#seconds += (performance.now() - began) / 1000;
      this.#options.callbacks?.onStep?.({ ...report, rate: this.#rate() });
      if (performance.now() - rested > 25) {
        await breathe();
        rested = performance.now();
      }
    }
    const interrupted = this.#step < steps;
    if (interrupted) await this.#save();
    return {
      step: this.#step,
      history: this.#history,
      interrupted,
      seconds: this.#secondsBefore + this.#seconds,
      rate: this.#rate(),
      validationLoss: this.#validationLoss,
    };
  }

  #rate(): number {
    return this.#seconds > 0 ? this.#counted / this.#seconds : 0;
  }

  /** Between two steps: a point of the history, a checkpoint, an evaluation, where they are due. */
  async #pause(): Promise<void> {
    const { steps, logEvery = 10, evalEvery = 0, saveEvery = evalEvery } = this.#options;
    const at = this.#step;
    const last = at === steps;
    const evaluates = last || (evalEvery > 0 && at % evalEvery === 0 && at > 0);
    if (last || (saveEvery > 0 && at % saveEvery === 0 && at > 0)) await this.#save();
    const validationLoss = evaluates ? await this.#evaluate(last) : undefined;
    const logs = this.#pending.count > 0 && (last || evaluates || at % logEvery === 0);
    if (!logs && validationLoss === undefined) return;
    const { sum, count } = this.#pending;
    this.#pending = { sum: 0, count: 0 };
    const entry: HistoryEntry = {
      step: at,
      ...(count > 0 && { loss: sum / count }),
      ...(validationLoss !== undefined && { validationLoss }),
      lr: this.#lr(Math.max(0, at - 1)),
    };
    this.#history.push(entry);
    this.#options.callbacks?.onPoint?.(entry);
  }

  async #evaluate(whole: boolean): Promise<number | undefined> {
    const { model, data, evalLimit, signal, callbacks } = this.#options;
    callbacks?.onEvaluate?.(this.#step);
    try {
      const loss = await evaluate(model, data, { limit: whole ? undefined : evalLimit, signal });
      if (whole) this.#validationLoss = loss;
      return loss;
    } catch (error) {
      if (signal?.aborted) return undefined; // the loop ends the run
      throw error;
    }
  }

  #lr(step: number): number {
    return this.#options.schedule?.(step) ?? this.#options.optimizer.lr;
  }

  #train(): Omit<StepReport, "rate"> {
    using _ = memoryScope(); // frees this step's tensors at the closing brace
    const { model, optimizer, data, schedule, clipNorm, steps } = this.#options;
    const rng = this.#rng.fork("step", this.#step);
    const batch = data.batch(rng.fork("batch"));
    if (schedule) optimizer.lr = schedule(this.#step);
    const { value, grads } = valueAndGrad(optimizer.parameters, () => model.loss(batch, rng.fork("model")));
    optimizer.step(clipNorm === undefined ? grads : clipGradNorm(grads, clipNorm).grads);
    const loss = value.item();
    this.#pending.sum += loss;
    this.#pending.count++;
    this.#counted += data.count(batch);
    this.#step++;
    return { step: this.#step, steps, loss, lr: optimizer.lr };
  }

  async #save(): Promise<void> {
    const { checkpoints, model, optimizer, callbacks } = this.#options;
    if (!checkpoints || this.#savedAt === this.#step) return;
    const snapshot: Snapshot = {
      step: this.#step,
      weights: model.weightsToSave?.() ?? model.namedParameters(),
      moments: optimizer.state(),
      rng: this.#rng.state(),
      history: this.#history,
      pending: this.#pending,
      seconds: this.#secondsBefore + this.#seconds,
    };
    await checkpoints.save(snapshot);
    this.#savedAt = this.#step;
    callbacks?.onSave?.(this.#step);
  }
}
