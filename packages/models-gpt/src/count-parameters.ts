import { completeConfig, type GPTConfig } from "./config.js";

/** How many parameters each part of a GPT has. */
export interface ParameterCounts {
  /** A row for each token. */
  readonly tokens: number;
  /** A row for each position. */
  readonly positions: number;
  /** Of all layers together, as the next two. */
  readonly attention: number;
  readonly mlp: number;
  /** Two in each layer, and the last. */
  readonly norms: number;
  /** 0 when the token embedding is the head. */
  readonly head: number;
}

/** The parameters of each part, without making a model. Throws: ValueError for values that make no model. */
export function countParametersByPart(config: GPTConfig): ParameterCounts {
  const { vocabSize: V, contextLength: T, width: C, innerWidth, layers, bias, tiedHead } = completeConfig(config);
  const linear = (from: number, to: number) => from * to + (bias ? to : 0);
  return {
    tokens: V * C,
    positions: T * C,
    attention: layers * (linear(C, 3 * C) + linear(C, C)),
    mlp: layers * (linear(C, innerWidth) + linear(innerWidth, C)),
    norms: (2 * layers + 1) * (bias ? 2 * C : C),
    head: tiedHead ? 0 : V * C,
  };
}

/** The number of a model's parameters, without making it. Throws: ValueError for values that make no model. */
export function countParameters(config: GPTConfig): number {
  return Object.values(countParametersByPart(config)).reduce((sum, count) => sum + count, 0);
}
