import { span, type Tensor, zeros } from "@cairn-ml/tensor";
import { checkLoss, GradientTape } from "./gradient-tape.js";

export interface ValueAndGrad {
  /** The result of the function, a scalar. */
  readonly value: Tensor;
  /**
   * One for each parameter, in their order and of their shapes; zeros where the result does not depend on one. They may be
   * views, and two parameters may share one.
   */
  readonly grads: Tensor[];
}

/**
 * Runs `f` and differentiates its result with respect to the parameters. Recording lasts as long as the call; called within
 * another `valueAndGrad` the gradients can be differentiated again.
 *
 * Throws: GradientError when the result is not a scalar, or when it depends on a parameter through an op without a gradient.
 */
export function valueAndGrad(parameters: readonly Tensor[], f: () => Tensor): ValueAndGrad {
  const tape = new GradientTape(parameters);
  const before = parameters.map((p) => p.tapes);
  parameters.forEach((p) => {
    p.tapes = [...p.tapes, tape];
  });
  let value: Tensor;
  try {
    using _ = span("forward");
    value = f();
  } finally {
    tape.stop();
    parameters.forEach((p, i) => {
      p.tapes = before[i]!;
    });
  }
  checkLoss(value);
  using _ = span("backward");
  const grads = tape.gradients(value);
  return { value, grads: parameters.map((p) => grads.get(p) ?? zeros(p.shape, { device: p.device })) };
}

/** The gradients alone: see `valueAndGrad`. */
export function grad(parameters: readonly Tensor[], f: () => Tensor): Tensor[] {
  return valueAndGrad(parameters, f).grads;
}
