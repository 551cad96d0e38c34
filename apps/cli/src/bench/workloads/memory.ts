import { full, memoryScope } from "@cairn-ml/tensor";
import { repeat, type TimedWorkload } from "../workload.js";

const length = 2 ** 24; // 64 MiB, more than caches hold

export const memory: TimedWorkload = {
  name: "memory",
  about: "how fast an op reads numbers that are in no cache",
  *cases() {
    const x = full([length], 0.5);
    yield {
      metric: `sum of ${length} floats`,
      unit: "GB/s",
      work: 4e-9 * length,
      run: repeat(() => {
        using _ = memoryScope();
        x.sum();
      }),
      state: () => [x.sum()],
    };
  },
};
