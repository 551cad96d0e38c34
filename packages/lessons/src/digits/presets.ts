import type { MLPModelOptions } from "@cairn-ml/models-classic";
import type { DigitsOptions } from "./lesson.js";

const presets = {
  plain: { epochs: 10, lr: 0.001 },
  best: { epochs: 20, lr: 0.002, schedule: "cosine", dropout: 0.1, weightDecay: 0.02 },
} as const;

/** How the network is made and trained, 784-128-64-10. */
export function networkOptions({
  preset,
  epochs,
  batchSize = 128,
  lr,
  seed,
}: DigitsOptions & { seed: number }): MLPModelOptions & { readonly epochs: number; readonly batchSize: number } {
  const base = presets[preset];
  return { ...base, hidden: [128, 64], epochs: epochs ?? base.epochs, batchSize, lr: lr ?? base.lr, seed };
}
