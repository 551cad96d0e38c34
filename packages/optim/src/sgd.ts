import type { Parameter } from "@cairn-ml/autograd";
import { type Tensor, ValueError } from "@cairn-ml/tensor";
import { checkOption } from "./check-option.js";
import type { OptimizerOptions, ParametersOrGroups } from "./groups.js";
import { Optimizer } from "./optimizer.js";

export interface SGDOptions extends OptimizerOptions {
  /** How much of the last step's direction is kept; 0 unless said. */
  readonly momentum?: number;
  /** Takes the gradient as if the momentum's step had been made already; needs momentum. */
  readonly nesterov?: boolean;
  /** Pulls the weights toward zero by adding weightDecay · p to the gradient; 0 unless said. */
  readonly weightDecay?: number;
}

/**
 * Stochastic gradient descent: p ← p - lr g, with weight decay g ← g + weightDecay · p before, and with momentum
 * b ← momentum · b + g, where the step is b, or g + momentum · b with `nesterov`.
 *
 * Source: Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning"; in PyTorch's form, in
 * which the learning rate multiplies the momentum's sum too.
 */
export class SGD extends Optimizer<Required<SGDOptions>> {
  readonly #b: readonly (Tensor | undefined)[]; // the gradients' decaying sum, where there is momentum

  constructor(parameters: ParametersOrGroups<Required<SGDOptions>>, options: SGDOptions) {
    super(parameters, { momentum: 0, nesterov: false, weightDecay: 0, ...options });
    this.parameters.forEach((_, i) => {
      checkOptions(this.optionsOf(i));
    });
    this.#b = this.moments("momentum", ({ momentum }) => momentum > 0);
  }

  override get capturable(): boolean {
    return this.constructor === SGD; // a class of its own may do anything in step too
  }

  protected override update(p: Parameter, g: Tensor, i: number): void {
    const { momentum, nesterov, weightDecay } = this.optionsOf(i);
    const dense = g.contiguous ? g : g.copy();
    p.device.launch("sgd", p.size, p, dense, this.#b[i] ?? null, this.lrOf(i), momentum, weightDecay, nesterov ? 1 : 0);
  }
}

function checkOptions({ momentum, nesterov, weightDecay }: Required<SGDOptions>): void {
  checkOption("SGD", "momentum", momentum);
  checkOption("SGD", "weightDecay", weightDecay);
  if (!nesterov || momentum > 0) return;
  throw new ValueError("SGD", "nesterov is nothing without momentum.", {
    given: `nesterov true, momentum ${momentum}`,
    expected: "momentum above 0",
    fix: "pass { momentum: 0.9, nesterov: true }",
  });
}
