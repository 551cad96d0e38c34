import { border } from "./border.js";
import { type Candidates, keepFrom, largestOf } from "./candidates.js";

/**
 * The fewest of the likeliest that have the sum `amount` together; all, when they have not as much. The least likely of them
 * comes last, the others in no order. Of equals those with smaller numbers are likelier. Values are not below 0.
 */
export function fewestWithSum(from: Candidates, amount: number): Candidates {
  const { tokens, values } = keepFrom(from, leastNeeded(from.values, amount));
  const kept = { tokens: tokens.slice(), values: values.slice() };
  return front(kept, border(kept, tokens.length, amount, "values"));
}

/** A bound that the values must not be below to have the sum together: halves, quarters, sixteenths … of the largest are tried. */
function leastNeeded(values: Float64Array, amount: number): number {
  const largest = largestOf(values);
  for (let bits = 1; bits <= 512; bits *= 2) {
    const least = largest * 2 ** -bits;
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i]! >= least ? values[i]! : 0;
    if (sum >= amount) return least;
  }
  return 0;
}

const atFirst = 1024; // elements that are gathered before the first look at which of them matter

/**
 * The k likeliest, in the same order. Elements are gathered until there are too many; then those beyond k are dropped, and
 * nothing below the least of the rest is gathered from then on: for most of them a comparison is all.
 */
export function fewestByCount({ tokens, values }: Candidates, k: number): Candidates {
  const size = Math.min(Math.max(atFirst, 2 * k), tokens.length);
  const kept = { tokens: new Int32Array(size), values: new Float64Array(size) };
  let length = 0;
  let least = -Infinity;
  for (let i = 0; i < tokens.length; i++) {
    if (values[i]! < least) continue;
    if (length === size) {
      length = border(kept, length, k, "ones");
      least = kept.values[length - 1]!;
      if (values[i]! < least) continue;
    }
    kept.tokens[length] = tokens[i]!;
    kept.values[length++] = values[i]!;
  }
  return front(kept, border(kept, length, k, "ones"));
}

function front({ tokens, values }: Candidates, length: number): Candidates {
  return { tokens: tokens.subarray(0, length), values: values.subarray(0, length) };
}
