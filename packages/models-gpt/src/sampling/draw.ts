import { type Candidates, sumOf } from "./candidates.js";
import { fewest } from "./fewest.js";

/**
 * The token at u of the weights laid end to end, the likeliest first: so tokens that are never drawn change little about
 * which are. u in [0, 1); no weight is 0.
 */
export function draw(candidates: Candidates, u: number): number {
  const total = sumOf(candidates.values);
  return fewest(candidates, u * total, "values").tokens.at(-1)!;
}
