import { assign, formatShape, fromData, memoryScope, sameShape, type Tensor, ValueError } from "@cairn-ml/tensor";
import type { TrainableModel } from "./types.js";

/**
 * Copies saved weights into a model. `first` runs when they fit, before anything changes.
 *
 * Throws: ValueError when one is missing, unknown, or has another shape; the model is then as it was.
 */
export function restoreWeights(
  op: string,
  model: Pick<TrainableModel<never>, "namedParameters" | "weightsToSave">,
  weights: ReadonlyMap<string, Tensor>,
  first: () => void = () => undefined,
): void {
  using _ = memoryScope();
  const expected = model.weightsToSave?.() ?? model.namedParameters();
  for (const name of new Set([...expected.keys(), ...weights.keys()])) {
    const [given, wanted] = [weights.get(name), expected.get(name)];
    if (given && wanted && sameShape(given.shape, wanted.shape)) continue;
    throw new ValueError(op, `the weights are of another model: ${name} does not fit.`, {
      given: given ? formatShape(given.shape) : "no such weights",
      expected: wanted ? formatShape(wanted.shape) : "no such weights in the model",
      fix: "make the model as it was when they were saved",
    });
  }
  first();
  for (const [name, parameter] of model.namedParameters()) {
    const source = weights.get(name)!;
    const { device } = parameter;
    assign(parameter, source.device === device ? source : fromData(source.data(), source.shape, { device }));
  }
}
