import { normal, Rng } from "@cairn-ml/tensor";
import type { TimedWorkload } from "../workload.js";

export const tinyOp: TimedWorkload = {
  name: "w2-tiny-op",
  about: "add of two tensors of 4 numbers",
  *cases() {
    const rng = new Rng(0);
    const [a, b] = [normal(rng, [4]), normal(rng, [4])];
    yield {
      metric: "add of 4 floats",
      unit: "µs/op",
      note: "eager; each result is disposed of",
      run(steps) {
        for (let i = 0; i < steps; i++) a.add(b).dispose();
      },
      state: () => [a.add(b)],
    };
  },
};
