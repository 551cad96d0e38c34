import { type Candidates, sumOf } from "./candidates.js";
import { fewestWithSum } from "./fewest.js";

/**
 * The token at u of the weights laid end to end, the likeliest first: so tokens that are never drawn change little about
 * which are. u in [0, 1); no weight is 0.
 */
export function draw(candidates: Candidates, u: number): number {
  const total = sumOf(candidates.values);
  return fewestWithSum(candidates, u * total).tokens.at(-1)!;
}
