import { type ValueAndGrad, valueAndGrad } from "@cairn-ml/autograd";
import { clipGradNorm, type Optimizer, type OptimizerOptions } from "@cairn-ml/optim";
import { type CapturedStep, CaptureError, capture, memoryScope, onHost, type Rng, type Tensor } from "@cairn-ml/tensor";
import type { TrainableModel } from "./types.js";

export interface TrainingStepOptions<Batch> {
  readonly model: TrainableModel<Batch>;
  readonly optimizer: Optimizer<OptimizerOptions>;
  readonly clipNorm?: number | undefined;
  /** Batches a step: with more than one `run` takes MicroBatches. */
  readonly accumulate: number;
  /** Runs each step as it is. */
  readonly eager: boolean;
  /** Is told why the step runs as it is, once. */
  readonly onEager: (reason: CaptureError) => void;
  /** Throws unless the number, of the loss or the norm of the gradients, lets the training go on. */
  readonly check: (what: string, value: number, losses: LossesBefore) => void;
}

/** Batches of one step, and the share of each in its loss. */
export interface MicroBatches<Batch> {
  readonly batches: readonly Batch[];
  readonly shares: readonly number[];
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
  readonly #captured: CapturedStep<[MicroBatches<Batch> | Batch, Rng], void> | null;
  readonly #noteLoss = (loss: Tensor): void => {
    const value = loss.item();
    this.#options.check("loss", value, this.#losses);
    this.#losses.before = this.#losses.last;
    this.#losses.last = value;
  };
  readonly #checkNorm = (norm: Tensor): void => {
    const value = norm.item();
    this.#options.check("norm of the gradients", value, this.#losses);
    this.#norm = value;
  };
  #norm: number | undefined;
  readonly #losses = { last: Number.NaN, before: Number.NaN };

  constructor(options: TrainingStepOptions<Batch>) {
    const { optimizer, eager, onEager } = options;
    this.#options = options;
    if (!eager && !optimizer.capturable) onEager(notCapturable(optimizer));
    const step = (batch: MicroBatches<Batch> | Batch, rng: Rng) => this.#step(batch, rng);
    this.#captured = eager || !optimizer.capturable ? null : capture(step, { fallback: onEager });
  }

  /** The norm of the gradients in the last step, where they are clipped. */
  get norm(): number | undefined {
    return this.#norm;
  }

  /** Changes the parameters, after the checks. Returns the loss before. */
  run(batch: MicroBatches<Batch> | Batch, rng: Rng): number {
    if (this.#captured) this.#captured(batch, rng);
    else this.#step(batch, rng);
    return this.#losses.last;
  }

  [Symbol.dispose](): void {
    this.#captured?.dispose();
  }

  #step(batch: MicroBatches<Batch> | Batch, rng: Rng): void {
    const { model, optimizer, clipNorm, accumulate } = this.#options;
    const { value, grads } =
      accumulate > 1
        ? this.#accumulated(batch as MicroBatches<Batch>, rng)
        : valueAndGrad(optimizer.parameters, () => model.loss(batch as Batch, rng.fork("model")));
    onHost(this.#noteLoss, value);
    optimizer.step(clipNorm === undefined ? grads : this.#clip(grads, clipNorm));
  }

  /** Loss and gradients of several batches: of one at a time there is more than that in memory. */
  #accumulated({ batches, shares }: MicroBatches<Batch>, rng: Rng): ValueAndGrad {
    const { model, optimizer } = this.#options;
    let sum: ValueAndGrad | undefined;
    batches.forEach((batch, i) => {
      using scope = memoryScope();
      const part = valueAndGrad(optimizer.parameters, () => model.loss(batch, rng.fork("model", i)).mul(shares[i]!));
      const before = sum;
      sum = {
        value: scope.keep(before ? before.value.add(part.value) : part.value),
        grads: part.grads.map((g, k) => scope.keep(before ? before.grads[k]!.add(g) : g)),
      };
      if (i > 1) for (const g of before!.grads) g.dispose(); // made here; those of the first batch may be views
    });
    return sum!;
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
