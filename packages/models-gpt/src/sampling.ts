import type { Rng } from "@cairn-ml/tensor";
import { allCandidates, type Candidates, sumOf } from "./sampling/candidates.js";
import { draw } from "./sampling/draw.js";
import { checkLogits, likeliest } from "./sampling/likeliest.js";
import { biased } from "./sampling/logit-bias.js";
import { keepMinP } from "./sampling/min-p.js";
import { checkSampling, type SamplingOptions } from "./sampling/options.js";
import { penalised } from "./sampling/repetition-penalty.js";
import { sharesOf } from "./sampling/shares.js";
import { topK as keepTopK } from "./sampling/top-k.js";
import { keepTopP } from "./sampling/top-p.js";

/**
 * Draws a token from what `candidates` leaves, or at temperature 0 takes the likeliest, for which nothing is drawn. `text` is
 * what the repetition penalty looks at.
 *
 * Shapes: (V) -> a token
 * Throws: ValueError for options out of range, and for logits that are not numbers.
 */
export function sampleToken(
  logits: ArrayLike<number>,
  rng: Rng,
  options: SamplingOptions = {},
  text: Iterable<number> = [],
): number {
  checkSampling(options);
  const bent = bend(logits, options, text);
  if (options.temperature === 0) return likeliest(bent);
  return draw(chooseAmong(bent, options), rng.uniform());
}

/**
 * The tokens that may follow, each with its share of the draws, in no order: the repetition penalty (for the tokens of
 * `text`) and the bias bend the logits, the temperature divides them, softmax makes shares of them, and of these top-k,
 * then top-p, then min-p keep the likeliest. At temperature 0 one token has it all.
 *
 * Shapes: (V) -> at most V tokens, whose shares sum to 1
 * Throws: ValueError for options out of range, and for logits that are not numbers.
 */
export function candidates(
  logits: ArrayLike<number>,
  options: SamplingOptions = {},
  text: Iterable<number> = [],
): Candidates {
  checkSampling(options);
  const bent = bend(logits, options, text);
  if (options.temperature === 0) return { tokens: Int32Array.of(likeliest(bent)), values: Float64Array.of(1) };
  const { tokens, values } = chooseAmong(bent, options);
  const total = sumOf(values);
  return { tokens, values: values.map((value) => value / total) };
}

function bend(
  logits: ArrayLike<number>,
  { repetitionPenalty, logitBias }: SamplingOptions,
  text: Iterable<number>,
): ArrayLike<number> {
  checkLogits(logits);
  const bent = biased(penalised(logits, text, repetitionPenalty), logitBias);
  if (bent !== logits) likeliest(bent); // which throws when none is left
  return bent;
}

/** Weights that need not sum to 1. */
function chooseAmong(logits: ArrayLike<number>, { temperature = 1, topK, topP, minP }: SamplingOptions): Candidates {
  const all = allCandidates(logits);
  const kept = topK === undefined ? all : keepTopK(all, topK);
  return keepMinP(keepTopP(sharesOf(kept, temperature), topP), minP);
}
