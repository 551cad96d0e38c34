import type { Tensor } from "@cairn-ml/tensor";
import { adamwFused } from "./adam-step.js";
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
  readonly #powers: readonly (readonly [RunningPower, RunningPower])[]; // β₁ᵗ and β₂ᵗ

  constructor(parameters: ParametersOrGroups<Required<AdamOptions>>, options: Required<AdamOptions>) {
    super(parameters, options);
    this.parameters.forEach((_, i) => {
      checkOptions(this.constructor.name, this.optionsOf(i));
    });
    this.#m = this.moments("m") as Tensor[];
    this.#v = this.moments("v") as Tensor[];
    this.#powers = this.parameters.map((p, i) => {
      const [beta1, beta2] = this.optionsOf(i).betas;
      return [new RunningPower(onDevice(beta1, p)), new RunningPower(onDevice(beta2, p))];
    });
  }

  /** The step of AdamW on parameter `i`, with this weight decay. */
  protected adamw(p: Tensor, g: Tensor, i: number, weightDecay: number): void {
    const { lr, eps } = this.optionsOf(i);
    const [power1, power2] = this.#powers[i]!;
    adamwFused(p, g, this.#m[i]!, this.#v[i]!, {
      lr,
      beta1: power1.base,
      beta2: power2.base,
      eps,
      weightDecay,
      correction1: 1 - power1.at(this.t),
      correction2: 1 - power2.at(this.t),
    });
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
