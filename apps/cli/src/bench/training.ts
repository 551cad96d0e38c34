import { valueAndGrad } from "@cairn-ml/autograd";
import type { Optimizer, OptimizerOptions } from "@cairn-ml/optim";
import { capture, memoryScope, type Tensor } from "@cairn-ml/tensor";
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

/** A training step captured, as `fit` runs it, and as it is. `make` gives each a model of its own. */
export function* trainingCases(described: Described, make: () => Training): Generator<Case> {
  yield* bothWays(described, () => {
    const { optimizer, batches, loss } = make();
    const step = (...batch: readonly Tensor[]) => {
      const { value, grads } = valueAndGrad(optimizer.parameters, () => loss(...batch));
      optimizer.step(grads);
      return value;
    };
    return { step, batches, state: () => stateOf(optimizer) };
  });
}

/** A step that changes some tensors. */
export interface Step {
  readonly step: (...batch: readonly Tensor[]) => unknown;
  /** What it is given, in turn; nothing unless said. */
  readonly batches?: readonly (readonly Tensor[])[];
  readonly state: () => readonly Tensor[];
}

/** A step captured and as it is; `make` gives each tensors of its own. */
export function* bothWays(described: Described, make: () => Step): Generator<Case> {
  const captured = make();
  yield {
    ...described,
    note: "captured",
    run: inTurn(capture(captured.step), captured.batches),
    state: captured.state,
  };
  const { step, batches, state } = make();
  const eager = (...batch: readonly Tensor[]) => {
    using _ = memoryScope();
    step(...batch);
  };
  const { also: _, ...rest } = described;
  yield { ...rest, metric: `${described.metric}, eager`, note: "eager", run: inTurn(eager, batches), state };
}

function inTurn(step: (...batch: readonly Tensor[]) => unknown, batches: Step["batches"] = [[]]): Case["run"] {
  let at = 0;
  return repeat(() => step(...batches[at++ % batches.length]!));
}

/** Parameters and moments. */
export function stateOf(optimizer: Optimizer<OptimizerOptions>): Tensor[] {
  return [...optimizer.parameters, ...optimizer.state().values()];
}
