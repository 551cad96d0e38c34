import type { DigitSet } from "@cairn-ml/data";
import type { Picture } from "../exhibit.js";
import { pictureOf } from "./pixels.js";

export interface Read {
  /** Of all pictures: (N, K). */
  readonly logits: readonly (readonly number[])[];
  readonly predicted: readonly number[];
  /** Which digit each of the K logits is for. */
  readonly classes: readonly number[];
}

/** How many pictures were read wrong, and those where the wrong answer was the surest. */
export function mistakesAmong(
  set: DigitSet,
  { logits, predicted, classes }: Read,
  count: number,
): { readonly count: number; readonly surest: readonly Picture[] } {
  const wrong = predicted
    .map((digit, i) => ({ digit, i, sure: margin(logits[i]!, classes.indexOf(set.labels[i]!)) }))
    .filter(({ digit, i }) => digit !== set.labels[i])
    .sort((a, b) => b.sure - a.sure);
  return {
    count: wrong.length,
    surest: wrong.slice(0, count).map(({ digit, i }) => pictureOf(set, i, `${set.labels[i]}, looks like ${digit}`)),
  };
}

/** How far the largest output is above the right one. */
function margin(logits: readonly number[], right: number): number {
  return Math.max(...logits) - (logits[right] ?? Number.NEGATIVE_INFINITY);
}
