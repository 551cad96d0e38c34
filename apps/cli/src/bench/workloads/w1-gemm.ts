import { normal, Rng, type Tensor } from "@cairn-ml/tensor";
import { repeat, type TimedWorkload } from "../workload.js";

const sizes = [
  [512, 512, 512],
  [384, 1536, 384],
  [511, 513, 509],
] as const;

export const gemm: TimedWorkload = {
  name: "w1-gemm",
  about: "C = A B into a new C, at three sizes",
  *cases() {
    const rng = new Rng(0);
    for (const [M, K, N] of sizes) {
      const [a, b] = [normal(rng, [M, K]), normal(rng, [K, N])];
      let last: Tensor | undefined;
      yield {
        metric: `${M}x${K}x${N}`,
        unit: "GFLOP/s",
        work: 2e-9 * M * K * N,
        run: repeat(() => {
          last?.dispose();
          last = a.matmul(b);
        }),
        state: () => [last!],
      };
    }
  },
};
