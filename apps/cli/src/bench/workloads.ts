import type { Workload } from "./workload.js";
import { limits } from "./workloads/limits.js";
import { memory } from "./workloads/memory.js";
import { size } from "./workloads/size.js";
import { gemm } from "./workloads/w1-gemm.js";
import { tinyOp } from "./workloads/w2-tiny-op.js";
import { linreg } from "./workloads/w3-linreg.js";
import { logreg } from "./workloads/w4-logreg.js";
import { mlp } from "./workloads/w5-mlp.js";
import { charMlp } from "./workloads/w6-char-mlp.js";
import { cbow } from "./workloads/w7-cbow.js";
import { gptTrain } from "./workloads/w9-gpt-train.js";
import { gpt2Infer } from "./workloads/w10-gpt2-infer.js";
import { bpe } from "./workloads/w11-bpe.js";

/** In the order in which they are run; each place where they are run adds its own `start`. */
export const workloads: readonly Workload[] = [
  ...[gemm, tinyOp, linreg, logreg, mlp, charMlp, cbow, gptTrain, gpt2Infer, bpe],
  ...[memory, limits, size],
];

/** Whether a workload is meant by `w5` or `w5-mlp`. */
export function isCalled({ name }: Workload, by: string): boolean {
  return by === name || by === name.split("-")[0];
}
