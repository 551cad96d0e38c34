import { math } from "@cairn-ml/tensor";

/** The sigmoid: 1 / (1 + e^-score), the probability that a score stands for. */
export function probabilityOf(score: number): number {
  return math.sigmoid(score);
}

/**
 * -ln(probability of what was true), from the score: max(z, 0) - z y + ln(1 + e^-|z|). No step of it can overflow, where
 * ln(sigmoid(z)) is -∞ from a score of -746 on.
 */
export function logLoss(score: number, truth: 0 | 1): number {
  return Math.max(score, 0) - score * truth + math.log1p(math.exp(-Math.abs(score)));
}

/** How fast the log loss changes with the score: p - y. */
export function logLossSlope(score: number, truth: 0 | 1): number {
  return probabilityOf(score) - truth;
}

/** (p - y)², the error that fits lines. */
export function squaredError(score: number, truth: 0 | 1): number {
  return (probabilityOf(score) - truth) ** 2;
}

/** How fast the squared error changes with the score: 2 (p - y) p (1 - p), next to nothing at both ends. */
export function squaredErrorSlope(score: number, truth: 0 | 1): number {
  const p = probabilityOf(score);
  return 2 * (p - truth) * p * probabilityOf(-score);
}

/** ln p as programs compute it that clip a probability first, so that ln 0 is not -∞. */
export function clippedLog(probability: number, least = 1e-15): number {
  return math.log(Math.max(probability, least));
}
