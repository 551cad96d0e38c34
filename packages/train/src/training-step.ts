import { valueAndGrad } from "@cairn-ml/autograd";
import { clipGradNorm, type Optimizer, type OptimizerOptions } from "@cairn-ml/optim";
import { type CapturedStep, CaptureError, capture, onHost, type Rng, type Tensor } from "@cairn-ml/tensor";
import type { TrainableModel } from "./types.js";

export interface TrainingStepOptions<Batch> {
  readonly model: TrainableModel<Batch>;
  readonly optimizer: Optimizer<OptimizerOptions>;
  readonly clipNorm?: number | undefined;
  /** Runs each step as it is. */
  readonly eager: boolean;
  /** Is told why the step runs as it is, once. */
  readonly onEager: (reason: CaptureError) => void;
  /** Throws unless the number, of the loss or the norm of the gradients, lets the training go on. */
  readonly check: (what: string, value: number, losses: LossesBefore) => void;
}

/** The losses of the two steps before; NaN where there was none. */
export interface LossesBefore {
  readonly last: number;
  readonly before: number;
}

/**
 * A step of training: loss, gradients, the optimiser. It is captured, so that from the third on it is replayed in one call for
 * each of its parts; a step that cannot be captured runs as it is.
 */
export class TrainingStep<Batch> implements Disposable {
  readonly #options: TrainingStepOptions<Batch>;
  readonly #captured: CapturedStep<[Batch, Rng], void> | null;
  readonly #noteLoss = (loss: Tensor): void => {
    const value = loss.item();
    this.#options.check("loss", value, this.#losses);
    this.#losses.before = this.#losses.last;
    this.#losses.last = value;
  };
  readonly #checkNorm = (norm: Tensor): void => this.#options.check("norm of the gradients", norm.item(), this.#losses);
  readonly #losses = { last: Number.NaN, before: Number.NaN };

  constructor(options: TrainingStepOptions<Batch>) {
    const { optimizer, eager, onEager } = options;
    this.#options = options;
    if (!eager && !optimizer.capturable) onEager(notCapturable(optimizer));
    const step = (batch: Batch, rng: Rng) => this.#step(batch, rng);
    this.#captured = eager || !optimizer.capturable ? null : capture(step, { fallback: onEager });
  }

  /** Changes the parameters, after the checks. Returns the loss before. */
  run(batch: Batch, rng: Rng): number {
    if (this.#captured) this.#captured(batch, rng);
    else this.#step(batch, rng);
    return this.#losses.last;
  }

  [Symbol.dispose](): void {
    this.#captured?.dispose();
  }

  #step(batch: Batch, rng: Rng): void {
    const { model, optimizer, clipNorm } = this.#options;
    const { value, grads } = valueAndGrad(optimizer.parameters, () => model.loss(batch, rng.fork("model")));
    onHost(this.#noteLoss, value);
    optimizer.step(clipNorm === undefined ? grads : this.#clip(grads, clipNorm));
  }

  /** The gradients of a finite loss may still be infinite: the step would spoil the weights, and a save the checkpoint. */
  #clip(grads: readonly Tensor[], clipNorm: number): Tensor[] {
    const { grads: clipped, norm } = clipGradNorm(grads, clipNorm);
    onHost(this.#checkNorm, norm);
    return clipped;
  }
}

function notCapturable(optimizer: Optimizer<OptimizerOptions>): CaptureError {
  return new CaptureError("fit", `${optimizer.constructor.name} does not say that its step can be captured.`, {
    given: "an optimiser whose `capturable` is false",
    expected: "one that passes what changes from step to step, such as lr, to its launches as functions",
    fix: "if it does so, add: override get capturable() { return true; }",
  });
}
