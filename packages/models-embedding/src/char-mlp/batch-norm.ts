import { Parameter } from "@cairn-ml/autograd";
import { Module } from "@cairn-ml/nn";
import { assign, formatShape, memoryScope, ones, ShapeError, type Tensor, zeros } from "@cairn-ml/tensor";

export interface BatchNormOptions {
  readonly eps?: number;
  /** How far the running mean and variance move toward those of a batch in a step. */
  readonly momentum?: number;
}

/**
 * Each column of a batch moved to mean 0 and variance 1, then scaled and shifted: y = (x - x̄) / √(s² + eps) · weight + bias. In training
 * x̄ and s² are the batch's own; else running means of what they were, which are saved with the weights though no gradient moves them.
 *
 * Source: Ioffe & Szegedy 2015, arXiv:1502.03167, algorithms 1 and 2.
 */
export class BatchNorm extends Module {
  readonly weight: Parameter; // (C), one
  readonly bias: Parameter; // (C), zero
  readonly runningMean: Parameter; // (C), zero; not for an optimiser
  readonly runningVariance: Parameter; // (C), one; not for an optimiser
  readonly #eps: number;
  readonly #momentum: number;

  constructor(size: number, { eps = 1e-5, momentum = 0.1 }: BatchNormOptions = {}) {
    super();
    using _ = memoryScope(); // frees the first values; a Parameter is a copy
    this.weight = new Parameter(ones([size]));
    this.bias = new Parameter(zeros([size]));
    this.runningMean = new Parameter(zeros([size]));
    this.runningVariance = new Parameter(ones([size]));
    this.#eps = eps;
    this.#momentum = momentum;
  }

  /** Shapes: (B, C) -> (B, C). Throws: ShapeError in training for a batch of one row. */
  forward(x: Tensor, { training = false }: { readonly training?: boolean } = {}): Tensor {
    return training ? this.#trained(x) : this.#scaled(x.sub(this.runningMean), this.runningVariance);
  }

  #trained(x: Tensor): Tensor {
    const [B] = x.dims(2);
    if (B < 2) {
      throw new ShapeError("BatchNorm", "a batch of one row has no variance.", {
        given: formatShape(x.shape),
        expected: "two rows or more in training",
      });
    }
    const mean = x.mean(0); // (C)
    const centred = x.sub(mean); // (B, C)
    const variance = centred.square().mean(0); // (C)
    this.#follow(this.runningMean, mean.detach());
    this.#follow(this.runningVariance, variance.detach().mul(B / (B - 1))); // of the population, not of the batch
    return this.#scaled(centred, variance);
  }

  #scaled(centred: Tensor, variance: Tensor): Tensor {
    const scale = variance.add(this.#eps).rsqrt().mul(this.weight); // (C)
    return centred.mul(scale).add(this.bias);
  }

  #follow(running: Parameter, now: Tensor): void {
    assign(running, running.mul(1 - this.#momentum).add(now.mul(this.#momentum)));
  }
}
