import { valueAndGrad } from "@cairn-ml/autograd";
import { clipGradNorm, type Optimizer, type OptimizerOptions } from "@cairn-ml/optim";
import { memoryScope, Rng, span, type Tensor, ValueError } from "@cairn-ml/tensor";
import { breathe, evaluate } from "./evaluate.js";
import { restoreWeights } from "./restore-weights.js";
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

/** Called in this order where several are due after a step: onStep, onSave, onEvaluate, onPoint. */
export interface FitCallbacks {
  onStep?(report: StepReport): void;
  /** A checkpoint was written. */
  onSave?(step: number): void;
  /** An evaluation begins. */
  onEvaluate?(step: number): void;
  /** A point was added to the history; the run waits until it is dealt with. */
  onPoint?(entry: HistoryEntry): void | Promise<void>;
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

/**
 * Trains a model: batches, gradients, the optimiser, a history, evaluations and checkpoints, saved before an evaluation. A run
 * that was stopped anywhere and resumed gives the same weights and history, bit for bit, as one that was not: each step draws
 * from a stream of its own.
 *
 * Throws: ValueError for options that make no sense, a checkpoint of another model, and a loss, or with `clipNorm` a norm of
 * the gradients, that is no finite number (before the step that would spoil the weights); whatever the model, the data, the
 * store or a callback throw.
 */
export async function fit<Batch>(options: FitOptions<Batch>): Promise<FitResult> {
  checkOptions(options);
  const run = new Run(options);
  if (options.resume) await run.resume();
  return run.go();
}

function checkOptions<Batch>(options: FitOptions<Batch>): void {
  const { steps, logEvery = 1, evalEvery = 0, evalLimit = 1, saveEvery = 1, clipNorm, resume, checkpoints } = options;
  const counts = { steps, logEvery, evalEvery, evalLimit, saveEvery };
  for (const [name, value] of Object.entries(counts)) {
    const least = name === "evalEvery" ? 0 : 1;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new ValueError("fit", `${name} is not a number of ${name === "evalLimit" ? "examples" : "steps"}.`, {
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
    restoreWeights(model, snapshot.weights, () => optimizer.load(snapshot.moments, snapshot.step));
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
    let finished = false;
    while (!signal?.aborted) {
      finished = (await this.#pause()) && this.#step === steps;
      if (finished || signal?.aborted) break;
      const began = performance.now();
      const report = this.#train();
      this.#seconds += (performance.now() - began) / 1000;
      this.#options.callbacks?.onStep?.({ ...report, rate: this.#rate() });
      if (performance.now() - rested > 25) {
        await breathe();
        rested = performance.now();
      }
    }
    if (!finished) await this.#save();
    return {
      step: this.#step,
      history: this.#history,
      interrupted: !finished,
      seconds: this.#secondsBefore + this.#seconds,
      rate: this.#rate(),
      validationLoss: this.#validationLoss,
    };
  }

  #rate(): number {
    return this.#seconds > 0 ? this.#counted / this.#seconds : 0;
  }

  /** Between two steps, where they are due: a checkpoint, an evaluation, a point of the history. False when aborted. */
  async #pause(): Promise<boolean> {
    const { data, signal, steps, logEvery = 10, evalEvery = 0, saveEvery = evalEvery } = this.#options;
    const at = this.#step;
    const due = (every: number) => at === steps || (every > 0 && at > 0 && at % every === 0);
    if (due(saveEvery)) await this.#save();
    let validationLoss: number | undefined;
    if (data.validation && due(evalEvery)) {
      try {
        validationLoss = await this.#evaluate();
      } catch (error) {
        if (signal?.aborted && error === signal.reason) return false; // a resumed run evaluates here again
        throw error;
      }
    }
    if (validationLoss !== undefined || (this.#pending.count > 0 && (due(logEvery) || due(evalEvery)))) {
      await this.#note(validationLoss);
    }
    return true;
  }

  async #evaluate(): Promise<number | undefined> {
    const { model, data, evalLimit, signal, callbacks, steps } = this.#options;
    const last = this.#step === steps;
    callbacks?.onEvaluate?.(this.#step);
    const loss = await evaluate(model, data, { limit: last ? undefined : evalLimit, signal });
    if (last) this.#validationLoss = loss;
    return loss;
  }

  async #note(validationLoss: number | undefined): Promise<void> {
    const { sum, count } = this.#pending;
    const entry: HistoryEntry = {
      step: this.#step,
      ...(count > 0 && { loss: sum / count }),
      ...(validationLoss !== undefined && { validationLoss }),
      lr: this.#lr(Math.max(0, this.#step - 1)),
    };
    this.#history.push(entry);
    await this.#options.callbacks?.onPoint?.(entry);
  }

  #lr(step: number): number {
    return this.#options.schedule?.(step) ?? this.#options.optimizer.lr;
  }

  #train(): Omit<StepReport, "rate"> {
    using _span = span("step", this.#step + 1);
    using _ = memoryScope();
    const { model, optimizer, data, schedule, clipNorm, steps } = this.#options;
    const rng = this.#rng.fork("step", this.#step);
    const batch = data.batch(rng.fork("batch"));
    if (schedule) optimizer.lr = schedule(this.#step);
    const { value, grads } = valueAndGrad(optimizer.parameters, () => model.loss(batch, rng.fork("model")));
    const loss = value.item();
    this.#checkFinite("loss", loss);
    optimizer.step(clipNorm === undefined ? grads : this.#clip(grads, clipNorm));
    if (this.#noted()) this.#pending = { sum: 0, count: 0 };
    this.#pending.sum += loss;
    this.#pending.count++;
    this.#counted += data.count(batch);
    this.#step++;
    return { step: this.#step, steps, loss, lr: optimizer.lr };
  }

  /** Whether the history has a point at this step already: the pending losses are in it. */
  #noted(): boolean {
    return this.#history.at(-1)?.step === this.#step;
  }

  /** The gradients of a finite loss may still be infinite: the step would spoil the weights, and a save the checkpoint. */
  #clip(grads: readonly Tensor[], clipNorm: number): Tensor[] {
    const { grads: clipped, norm } = clipGradNorm(grads, clipNorm);
    this.#checkFinite("norm of the gradients", norm.item());
    return clipped;
  }

  #checkFinite(what: string, value: number): void {
    if (Number.isFinite(value)) return;
    const { optimizer, checkpoints, clipNorm } = this.#options;
    throw new ValueError("fit", `the ${what} is not a finite number: the training has run away.`, {
      given: `${value} in step ${this.#step + 1}, lr ${optimizer.lr}`,
      expected: `a finite ${what}`,
      fix: `lower the learning rate${clipNorm === undefined ? " or clip the gradients" : ""}${checkpoints ? "; the last checkpoint is as it was" : ""}`,
    });
  }

  /** A point at this step is left out, with the losses that it takes up: a resumed run notes it again. */
  async #save(): Promise<void> {
    const { checkpoints, model, optimizer, callbacks } = this.#options;
    if (!checkpoints || this.#savedAt === this.#step) return;
    const snapshot: Snapshot = {
      step: this.#step,
      weights: model.weightsToSave?.() ?? model.namedParameters(),
      moments: optimizer.state(),
      rng: this.#rng.state(),
      history: this.#noted() ? this.#history.slice(0, -1) : [...this.#history],
      pending: { ...this.#pending },
      seconds: this.#secondsBefore + this.#seconds,
    };
    await checkpoints.save(snapshot);
    this.#savedAt = this.#step;
    callbacks?.onSave?.(this.#step);
  }
}
