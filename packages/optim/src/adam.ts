import type { Parameter } from "@cairn-ml/autograd";
import type { Tensor } from "@cairn-ml/tensor";
import { AdamBase, type AdamOptions } from "./adam-base.js";
import type { ParametersOrGroups } from "./groups.js";

/**
 * Adam: steps of about lr, by the gradient's running mean over the root of its running mean square. `weightDecay` (0 unless
 * said) adds weightDecay · p to the gradient, so that it is scaled as the gradient is; see `AdamW` for the other way.
 *
 * Source: Kingma & Ba 2015, arXiv:1412.6980, algorithm 1; the decay as in PyTorch.
 */
export class Adam extends AdamBase {
  constructor(parameters: ParametersOrGroups<Required<AdamOptions>>, options: Partial<AdamOptions> = {}) {
    super(parameters, { lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, ...options });
  }

  override get capturable(): boolean {
    return this.constructor === Adam; // a class of its own may do anything in step too
  }

  protected override update(p: Parameter, g: Tensor, i: number): void {
    const { weightDecay } = this.optionsOf(i);
    this.adamw(p, weightDecay === 0 ? g : g.add(p.mul(weightDecay)), i, 0);
  }
}
