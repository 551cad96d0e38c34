import type { Tensor } from "@cairn-ml/tensor";
import { type AdamFactors, adamwFused } from "./adam-step.js";
import { checkOption } from "./check-option.js";
import type { OptimizerOptions, ParametersOrGroups } from "./groups.js";
import { Optimizer } from "./optimizer.js";
import { RunningPower } from "./running-power.js";

export interface AdamOptions extends OptimizerOptions {
  /** 0.001 unless said. */
  readonly lr: number;
  /** How much of the running means of g and of g² a step keeps; [0.9, 0.999] unless said. */
  readonly betas?: readonly [number, number];
  /** Keeps the step finite where the gradients are zero; 1e-8 unless said. */
  readonly eps?: number;
  readonly weightDecay?: number;
}

/** What Adam and AdamW share: the moments, and the step without its weight decay's place. */
export abstract class AdamBase extends Optimizer<Required<AdamOptions>> {
  readonly #m: readonly Tensor[]; // running means of g
  readonly #v: readonly Tensor[]; // and of g²
  readonly #factors: readonly Omit<AdamFactors, "weightDecay">[];

  constructor(parameters: ParametersOrGroups<Required<AdamOptions>>, options: Required<AdamOptions>) {
    super(parameters, options);
    this.parameters.forEach((_, i) => {
      checkOptions(this.constructor.name, this.optionsOf(i));
    });
    this.#m = this.moments("m") as Tensor[];
    this.#v = this.moments("v") as Tensor[];
    this.#factors = this.parameters.map((p, i) => this.#factorsOf(p, i));
  }

  /** The step of AdamW on parameter `i`, with this weight decay. */
  protected adamw(p: Tensor, g: Tensor, i: number, weightDecay: number): void {
    adamwFused(p, g, this.#m[i]!, this.#v[i]!, { ...this.#factors[i]!, weightDecay });
  }

  /** What changes from step to step is a function, for captured steps. */
  #factorsOf(p: Tensor, i: number): Omit<AdamFactors, "weightDecay"> {
    const { betas, eps } = this.optionsOf(i);
    const power1 = new RunningPower(onDevice(betas[0], p)); // β₁ᵗ
    const power2 = new RunningPower(onDevice(betas[1], p)); // β₂ᵗ
    return {
      lr: this.lrOf(i),
      beta1: power1.base,
      beta2: power2.base,
      eps,
      correction1: () => 1 - power1.at(this.t),
      correction2: () => 1 - power2.at(this.t),
    };
  }
}

/**
 * β as the device's kernels see it. The corrections must be of the same β: in float32 1 - 0.999 is off by 1.3e-5 of itself,
 * which cancels in v / (1 - β₂ᵗ) only if both have it.
 */
function onDevice(beta: number, { device }: Tensor): number {
  return device.float === "float32" ? Math.fround(beta) : beta;
}

function checkOptions(op: string, { betas, eps, weightDecay }: Required<AdamOptions>): void {
  checkOption(op, "betas[0]", betas[0], 1);
  checkOption(op, "betas[1]", betas[1], 1);
  checkOption(op, "eps", eps);
  checkOption(op, "weightDecay", weightDecay);
}
