/**
 * Makes the tokens that `text` has less likely: a logit above 0 is divided by the penalty, one below multiplied. How often a
 * token is there does not matter. The logits themselves stay as they are.
 *
 * Source: Keskar et al. 2019, "CTRL", arXiv:1909.05858, section 4.1; the rule for logits below 0, where a division would make
 * a token likelier, is what Hugging Face's transformers does.
 */
export function penalised(logits: ArrayLike<number>, text: Iterable<number>, penalty: number = 1): ArrayLike<number> {
  if (penalty === 1) return logits;
  const result = new Float64Array(logits);
  for (const token of new Set(text)) {
    const logit = result[token];
    if (logit !== undefined) result[token] = logit > 0 ? logit / penalty : logit * penalty;
  }
  return result;
}
