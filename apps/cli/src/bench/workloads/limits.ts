import { wasmFeatures } from "@cairn-ml/tensor";
import { measureLimit } from "../limits/limits.js";
import type { Workload } from "../workload.js";

export const limits: Workload = {
  name: "limits",
  about: "what this machine reaches from WebAssembly at the very best",
  async *figures({ threads, repeats = 3, seconds = 0.35 }) {
    const several = async (unit: "GFLOP/s" | "GB/s") => {
      const values: number[] = [];
      for (let i = 0; i < repeats; i++) values.push(await measureLimit(unit, threads, seconds));
      return { unit, values: values.sort((a, b) => b - a) };
    };
    const how = wasmFeatures().relaxedSimd ? "fused multiply-adds" : "a multiplication and an addition each";
    yield { metric: "128-bit multiply-add", note: `${how}, on registers`, ...(await several("GFLOP/s")) };
    yield { metric: "memory read", note: "128 MiB a thread", ...(await several("GB/s")) };
  },
};
