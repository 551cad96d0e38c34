/** Adds to the logits of some tokens; the logits themselves stay as they are. A token that there is not changes nothing. */
export function biased(logits: ArrayLike<number>, bias: ReadonlyMap<number, number> = new Map()): ArrayLike<number> {
  if (bias.size === 0) return logits;
  const result = new Float64Array(logits);
  for (const [token, amount] of bias) if (token in result) result[token]! += amount;
  return result;
}
