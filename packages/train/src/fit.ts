import { memoryScope, Rng, span, ValueError } from "@cairn-ml/tensor";
import { BatchesOfStep } from "./batches-of-step.js";
import { breathe } from "./breathe.js";
import { evaluate } from "./evaluate.js";
import { checkOptions, type FitOptions, type FitResult } from "./fit-options.js";
import { restoreWeights } from "./restore-weights.js";
import { runAway } from "./run-away.js";
import { type LossesBefore, TrainingStep } from "./training-step.js";
import type { HistoryEntry, Snapshot } from "./types.js";

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
  using run = new Run(options);
  if (options.resume) await run.resume();
  return await run.go();
}

const breath = 8; // milliseconds between two looks at messages: who asks a model that learns gets an answer within a frame

class Run<Batch> implements Disposable {
  readonly #options: FitOptions<Batch>;
  readonly #training: TrainingStep<Batch>;
  readonly #batches: BatchesOfStep<Batch>;
  readonly #every: { readonly log: number; readonly evaluation: number; readonly save: number };
  #step = 0;
  #rng: Rng;
  #history: HistoryEntry[] = [];
  #pending: { sum: number; count: number; gradNorm?: number } = { sum: 0, count: 0 };
  #secondsBefore = 0;
  #seconds = 0; // of this call
  #counted = 0;
  #savedAt = -1;
  #validationLoss: number | undefined;

  constructor(options: FitOptions<Batch>) {
    const { model, optimizer, clipNorm, accumulate = 1, eager = false, callbacks } = options;
    const { logEvery = 10, evalEvery = 0, saveEvery = evalEvery } = options;
    this.#every = { log: logEvery, evaluation: evalEvery, save: saveEvery };
    this.#options = options;
    this.#rng = options.rng;
    this.#batches = new BatchesOfStep(options.data, { steps: options.steps, accumulate });
    this.#training = new TrainingStep({
      model,
      optimizer,
      clipNorm,
      accumulate,
      eager,
      onEager: (reason) => callbacks?.onEager?.(reason),
      check: (what, value, losses) => this.#checkFinite(what, value, losses),
    });
  }

  [Symbol.dispose](): void {
    this.#training[Symbol.dispose]();
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
    restoreWeights("fit", model, snapshot.weights, () => optimizer.load(snapshot.moments, snapshot.step));
    this.#step = snapshot.step;
    this.#rng = Rng.fromState(snapshot.rng);
    this.#history = [...snapshot.history];
    this.#pending = { ...snapshot.pending };
    this.#secondsBefore = snapshot.seconds;
    this.#savedAt = snapshot.step;
  }

  async go(): Promise<FitResult> {
    const { steps, signal, callbacks } = this.#options;
    let now = performance.now(); // once a step: some steps take a microsecond
    let rested = now;
    let finished = false;
    while (!signal?.aborted) {
      if (this.#pauseIsDue()) {
        finished = (await this.#pause()) && this.#step === steps;
        if (finished || signal?.aborted) break;
        now = performance.now();
      } else if (this.#pending.count > 0 && this.#due(this.#every.log)) {
        const dealtWith = this.#note(undefined);
        if (dealtWith) {
          await dealtWith;
          now = performance.now();
        }
      }
      const began = now;
      if (this.#batches.reads) await this.#batches.ready(this.#rng, this.#step);
      const loss = this.#train();
      now = performance.now();
      this.#seconds += (now - began) / 1000;
      if (callbacks?.onStep) {
        callbacks.onStep({ step: this.#step, steps, loss, lr: this.#options.optimizer.lr, rate: this.#rate() });
        now = performance.now();
      }
      if (now - rested > breath) {
        await breathe();
        rested = now = performance.now();
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

  #due(every: number): boolean {
    return every > 0 && this.#step > 0 && this.#step % every === 0;
  }

  #pauseIsDue(): boolean {
    return this.#step === this.#options.steps || this.#due(this.#every.evaluation) || this.#due(this.#every.save);
  }

  /** What is due between two steps beside a point of the history, and that too. False when aborted. */
  async #pause(): Promise<boolean> {
    const { data, signal, steps } = this.#options;
    const due = (every: number) => this.#step === steps || this.#due(every);
    if (due(this.#every.save)) await this.#save();
    let validationLoss: number | undefined;
    if (data.validation && due(this.#every.evaluation)) {
      try {
        validationLoss = await this.#evaluate();
      } catch (error) {
        if (signal?.aborted && error === signal.reason) return false; // a resumed run evaluates here again
        throw error;
      }
    }
    if (
      validationLoss !== undefined ||
      (this.#pending.count > 0 && (due(this.#every.log) || due(this.#every.evaluation)))
    ) {
      await this.#note(validationLoss);
    }
    return true;
  }

  async #evaluate(): Promise<number | undefined> {
    const { model, data, evalLimit, checkpoints, signal, callbacks, steps } = this.#options;
    const last = this.#step === steps;
    callbacks?.onEvaluate?.(this.#step);
    let loss: number | undefined;
    if (!last || checkpoints?.saveBest) {
      loss = await evaluate(model, data, { limit: evalLimit, signal });
      await this.#saveIfBest(loss);
    }
    if (!last) return loss;
    if (!checkpoints?.saveBest || evalLimit !== undefined) loss = await evaluate(model, data, { signal });
    this.#validationLoss = loss;
    return loss;
  }

  /** Only evaluations of the same examples are compared. */
  async #saveIfBest(validationLoss: number | undefined): Promise<void> {
    const { checkpoints, model } = this.#options;
    if (validationLoss === undefined || !checkpoints?.saveBest) return;
    if (this.#history.some((entry) => entry.validationLoss !== undefined && entry.validationLoss <= validationLoss))
      return;
    const weights = model.weightsToSave?.() ?? model.namedParameters();
    await checkpoints.saveBest({ step: this.#step, validationLoss, weights });
  }

  #note(validationLoss: number | undefined): void | Promise<void> {
    const { sum, count, gradNorm } = this.#pending;
    const step = this.#step;
    const lr = this.#lr(Math.max(0, step - 1));
    const norm = gradNorm === undefined ? undefined : { gradNorm };
    const entry: HistoryEntry =
      validationLoss === undefined
        ? { step, loss: sum / count, lr, ...norm } // often due, so that it is made at once
        : { step, ...(count > 0 && { loss: sum / count }), validationLoss, lr, ...norm };
    this.#history.push(entry);
    return this.#options.callbacks?.onPoint?.(entry, this.#rate());
  }

  #lr(step: number): number {
    return this.#options.schedule?.(step) ?? this.#options.optimizer.lr;
  }

  /** Returns the loss. Not `using`: lowered for Node 20 it takes longer than a small step. */
  #train(): number {
    const part = span("step", this.#step + 1);
    const scope = memoryScope(); // the batch's tensors
    try {
      return this.#trainOnBatch();
    } finally {
      scope[Symbol.dispose]();
      part[Symbol.dispose]();
    }
  }

  #trainOnBatch(): number {
    const { optimizer, schedule } = this.#options;
    const rng = this.#rng.fork("step", this.#step);
    const { batch, count } = this.#batches.take(rng, this.#step);
    if (schedule) optimizer.lr = schedule(this.#step);
    const loss = this.#training.run(batch, rng);
    if (this.#noted()) this.#pending = { sum: 0, count: 0 };
    this.#pending.sum += loss;
    this.#pending.count++;
    const { norm } = this.#training;
    if (norm !== undefined) this.#pending.gradNorm = norm;
    this.#counted += count;
    this.#step++;
    return loss;
  }

  /** Whether the history has a point at this step already: the pending losses are in it. */
  #noted(): boolean {
    return this.#history.at(-1)?.step === this.#step;
  }

  #checkFinite(what: string, value: number, losses: LossesBefore): void {
    if (Number.isFinite(value)) return;
    const { optimizer, clipNorm } = this.#options;
    throw runAway({
      what,
      value,
      losses,
      step: this.#step + 1,
      lr: optimizer.lr,
      clipNorm,
      saved: this.#savedAt >= 0,
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
