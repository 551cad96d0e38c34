import { Rng } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import { type Described, stateOf, type Training } from "./training.js";
import type { Case } from "./workload.js";

/** The case of training with `fit`, its loop and its history included. */
export function fitCase(described: Described, { optimizer, batches, loss }: Training): Case {
  const named = new Map(optimizer.parameters.map((p, i) => [String(i), p]));
  const model = {
    namedParameters: () => named,
    loss: (batch: Training["batches"][number]) => loss(...batch),
    config: {},
  };
  let at = 0;
  const data = { batch: () => batches[at++ % batches.length]!, count: () => 1 };
  const rng = new Rng(0);
  return {
    ...described,
    note: "fit",
    run: async (steps) => {
      await fit({ model, optimizer, data, rng, steps });
    },
    state: () => stateOf(optimizer),
  };
}
