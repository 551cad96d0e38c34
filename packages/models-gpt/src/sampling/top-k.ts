import type { Candidates } from "./candidates.js";
import { fewestByCount } from "./fewest.js";

/** The k likeliest; of equals the first. Source: Fan et al. 2018, arXiv:1805.04833, section 5.4. */
export function topK(candidates: Candidates, k: number): Candidates {
  return k >= candidates.tokens.length ? candidates : fewestByCount(candidates, k);
}

/** The k likeliest, the likeliest first. */
export function sortedTopK(candidates: Candidates, k: number): { token: number; value: number }[] {
  if (k === 0) return [];
  const { tokens, values } = topK(candidates, k);
  const pairs = Array.from(tokens, (token, i) => ({ token, value: values[i]! }));
  return pairs.sort((a, b) => b.value - a.value || a.token - b.token);
}
