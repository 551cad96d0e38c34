import type { Parameter } from "@cairn-ml/autograd";
import type { Tensor } from "@cairn-ml/tensor";
import { AdamBase, type AdamOptions } from "./adam-base.js";
import type { ParametersOrGroups } from "./groups.js";

/**
 * Adam with the weight decay apart from the gradient: each step also shrinks p by lr · weightDecay · p (0.01 unless said).
 * The equations are those of `adamwComposed`.
 *
 * Source: Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2, in PyTorch's order: first the decay, then the step.
 */
export class AdamW extends AdamBase {
  constructor(parameters: ParametersOrGroups<Required<AdamOptions>>, options: Partial<AdamOptions> = {}) {
    super(parameters, { lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0.01, ...options });
  }

  override get capturable(): boolean {
    return this.constructor === AdamW; // a class of its own may do anything in step too
  }

  protected override update(p: Parameter, g: Tensor, i: number): void {
    this.adamw(p, g, i, this.optionsOf(i).weightDecay);
  }
}
