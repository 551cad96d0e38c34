import { completeConfig, type GPTConfig } from "./config.js";

/** The number of a model's parameters, without making it. Throws: ValueError for values that make no model. */
export function countParameters(config: GPTConfig): number {
  const { vocabSize: V, contextLength: T, width: C, innerWidth, layers, bias, tiedHead } = completeConfig(config);
  const linear = (from: number, to: number) => from * to + (bias ? to : 0);
  const norm = bias ? 2 * C : C;
  const attention = linear(C, 3 * C) + linear(C, C);
  const mlp = linear(C, innerWidth) + linear(innerWidth, C);
  return (V + T) * C + layers * (2 * norm + attention + mlp) + norm + (tiedHead ? 0 : V * C);
}
