import { memoryScope, normal, Rng } from "@cairn-ml/tensor";
import type { TimedWorkload } from "../workload.js";

const inScope = 10; // ops, about as many as a small step has

export const tinyOp: TimedWorkload = {
  name: "w2-tiny-op",
  about: "add of two tensors of 4 numbers",
  *cases() {
    const rng = new Rng(0);
    const [a, b] = [normal(rng, [4]), normal(rng, [4])];
    yield {
      metric: "add of 4 floats",
      unit: "µs/op",
      note: `eager; a memory scope around every ${inScope} frees the results`,
      run(steps) {
        for (let left = steps; left > 0; left -= inScope) {
          using _ = memoryScope();
          for (let i = Math.min(left, inScope); i > 0; i--) a.add(b);
        }
      },
      state: () => [a.add(b)],
    };
  },
};
