import { type Candidates, sumOf } from "./candidates.js";
import { fewestWithSum } from "./fewest.js";

/**
 * The fewest of the likeliest that have the share p of all weights together; one at least.
 *
 * Source: Holtzman et al. 2019, arXiv:1904.09751, section 3.1.
 */
export function keepTopP(candidates: Candidates, p: number = 1): Candidates {
  if (p >= 1) return candidates;
  const total = sumOf(candidates.values);
  return fewestWithSum(candidates, p * total);
}
