import { wasmFeatures } from "@cairn-ml/tensor";
import { flopPerTurn, multiplyAdd, read } from "./modules.js";
import { onThreads } from "./on-threads.js";

/** What this machine can reach at the very best from WebAssembly, in units of work. */
export type LimitUnit = "GFLOP/s" | "GB/s";

const turns = 1e5;
const readBytes = 128 * 2 ** 20;

/** Multiply-adds of 128 bits on registers, fused where the engine fuses them; or bytes read from memory. */
export async function measureLimit(unit: LimitUnit, threads: number, seconds: number): Promise<number> {
  if (unit === "GB/s") {
    return 1e-9 * readBytes * (await onThreads(threads, { bytes: read(), count: readBytes, seconds }));
  }
  const bytes = multiplyAdd(wasmFeatures().relaxedSimd);
  return 1e-9 * turns * flopPerTurn * (await onThreads(threads, { bytes, count: turns, seconds }));
}

export function isLimited(unit: string): unit is LimitUnit {
  return unit === "GFLOP/s" || unit === "GB/s";
}
