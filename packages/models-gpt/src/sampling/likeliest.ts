import { ValueError } from "@cairn-ml/tensor";

/** The first of the largest. Throws: ValueError when every token is forbidden. */
export function likeliest(logits: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  if (logits[best]! > -Infinity) return best;
  throw new ValueError("generate", "no token is left to choose.", {
    given: `a logitBias of -Infinity for all of ${logits.length} tokens that are possible`,
    expected: "one token at least that is not forbidden",
  });
}

/** Throws: ValueError for logits that nobody can choose by. */
export function checkLogits(logits: ArrayLike<number>): void {
  let most = -Infinity;
  let broken = false;
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i]!;
    if (logit > most) most = logit;
    broken ||= !(logit < Infinity);
  }
  if (!broken && most > -Infinity) return;
  throw new ValueError("generate", "the logits are not numbers to choose by.", {
    given: broken ? "NaN or infinity among them" : `${logits.length} logits, none above -Infinity`,
    expected: "finite logits, or -Infinity for what shall not be chosen",
    fix: "load other weights: these have run away in training",
  });
}
