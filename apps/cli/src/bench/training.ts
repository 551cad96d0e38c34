import { valueAndGrad } from "@cairn-ml/autograd";
import type { Optimizer, OptimizerOptions } from "@cairn-ml/optim";
import { memoryScope, type Tensor } from "@cairn-ml/tensor";
import { type Case, repeat } from "./workload.js";

/** A model in training, as far as a benchmark cares. */
export interface Training {
  readonly optimizer: Optimizer<OptimizerOptions>;
  /** Taken in turn. */
  readonly batches: readonly (readonly Tensor[])[];
  readonly loss: (...batch: readonly Tensor[]) => Tensor;
}

/** What a case is called and counts; the rest is made from a training or a step. */
export type Described = Omit<Case, "run" | "state" | "note">;

/** The cases of a training step. `make` gives each a model of its own. */
export function* trainingCases(described: Described, make: () => Training): Generator<Case> {
  const { optimizer, batches, loss } = make();
  let at = 0;
  const step = () => {
    using _ = memoryScope();
    const batch = batches[at++ % batches.length]!;
    optimizer.step(valueAndGrad(optimizer.parameters, () => loss(...batch)).grads);
  };
  yield { ...described, note: "eager", run: repeat(step), state: () => stateOf(optimizer) };
}

/** The cases of a step that changes some tensors; `make` gives each its own. */
export function* stepCases(
  described: Described,
  make: () => { step: () => void; state: () => readonly Tensor[] },
): Generator<Case> {
  const { step, state } = make();
  const scoped = () => {
    using _ = memoryScope();
    step();
  };
  yield { ...described, note: "eager", run: repeat(scoped), state };
}

/** Parameters and moments. */
export function stateOf(optimizer: Optimizer<OptimizerOptions>): Tensor[] {
  return [...optimizer.parameters, ...optimizer.state().values()];
}
