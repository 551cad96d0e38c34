import { type Candidates, keepFrom, largestOf } from "./candidates.js";

/** Those with at least the part p of the likeliest's weight. Source: Nguyen et al. 2024, arXiv:2407.01082, section 3. */
export function keepMinP(candidates: Candidates, p: number = 0): Candidates {
  return p <= 0 ? candidates : keepFrom(candidates, p * largestOf(candidates.values));
}
