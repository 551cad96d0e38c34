import { fromData, memoryScope, type Rng } from "@cairn-ml/tensor";
import type { CharMLP } from "./char-mlp.js";

export interface SampleNamesOptions {
  readonly count: number;
  readonly symbols: readonly string[];
  /** One that reaches this many letters is cut off there; 20 unless given. */
  readonly maxLength?: number;
}

/** Words letter by letter, each drawn from what the network holds likely after the last few, until the mark. */
export function sampleNames(
  rng: Rng,
  model: CharMLP,
  { count, symbols, maxLength = 20 }: SampleNamesOptions,
): string[] {
  const T = model.config.contextLength;
  return Array.from({ length: count }, () => {
    const drawn: number[] = [];
    while (drawn.length < maxLength) {
      const context = Array.from({ length: T }, (_, t) => drawn[drawn.length - T + t] ?? 0);
      const next = draw(rng.uniform(), probabilities(model, context));
      if (next === 0) break;
      drawn.push(next);
    }
    return drawn.map((letter) => symbols[letter]).join("");
  });
}

function probabilities(model: CharMLP, context: readonly number[]): ArrayLike<number> {
  using _ = memoryScope();
  const tokens = fromData(context, [1, context.length], { dtype: "int32" });
  return Array.from(model.forward(tokens).softmax(-1).data());
}

/** The first place at which the sum passes what was drawn from 0 to 1. */
function draw(drawn: number, probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    sum += probabilities[i]!;
    if (drawn < sum) return i;
  }
  return probabilities.length - 1;
}
