import { Rng } from "@cairn-ml/tensor";
import { walksOf } from "./walks.js";

export const dnaSymbols = [".", "a", "c", "g", "t"] as const;

/**
 * How often the letter of a column follows the letter of a row in the 100 sequences. Published are the first row and column,
 * a→a, t→c, g→t and the sums of rows g and t; the other cells were chosen so that every letter is left as often as it is
 * come to, without which there are no such sequences.
 */
export const dnaTable: readonly (readonly number[])[] = [
  [0, 18, 17, 9, 56],
  [15, 19, 6, 12, 90],
  [23, 9, 17, 6, 44],
  [12, 6, 8, 24, 22],
  [50, 90, 51, 21, 20],
];

/** What was published of it; null where the cell is ours. */
export const dnaPublished: readonly (readonly (number | null)[])[] = [
  [null, 18, 17, 9, 56],
  [15, 19, null, null, null],
  [23, null, null, null, null],
  [12, null, null, null, 22],
  [50, null, 51, null, null],
];

/** 100 sequences that have exactly this table, others for each seed. */
export function dnaSequences(seed: number): string[] {
  return walksOf(dnaTable, new Rng(seed).fork("sequences")).map((walk) => walk.map((i) => dnaSymbols[i]).join(""));
}
