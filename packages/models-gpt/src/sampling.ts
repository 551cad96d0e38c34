import { math, type Rng, ValueError } from "@cairn-ml/tensor";

export interface SamplingOptions {
  /** Below 1 the likely become likelier; 0 always takes the likeliest. 1 unless given. */
  readonly temperature?: number;
  /** Chooses among this many of the likeliest. */
  readonly topK?: number;
  /** Chooses among the likeliest that together have this share. */
  readonly topP?: number;
}

/** Throws: ValueError for options that make no sense. */
export function checkSampling({ temperature = 1, topK, topP }: SamplingOptions): void {
  if (!(temperature >= 0 && temperature < Number.POSITIVE_INFINITY)) refuse("temperature", temperature, "0 or more");
  if (topK !== undefined && !(Number.isSafeInteger(topK) && topK >= 1)) refuse("topK", topK, "an integer of 1 or more");
  if (topP !== undefined && !(topP > 0 && topP <= 1)) refuse("topP", topP, "more than 0, at most 1");
}

function refuse(name: string, given: number, expected: string): never {
  throw new ValueError("generate", `${name} is out of range.`, { given: String(given), expected });
}

/**
 * Draws a token: softmax(logits / temperature) over those that top-k and top-p leave.
 *
 * Shapes: (V) -> a token
 * Throws: ValueError for options out of range, and for logits that are not numbers.
 * Source: Holtzman et al. 2019, arXiv:1904.09751, section 3.1, for top-p.
 */
export function sampleToken(logits: ArrayLike<number>, rng: Rng, options: SamplingOptions = {}): number {
  checkSampling(options);
  const { temperature = 1, topK = logits.length, topP = 1 } = options;
  const best = likeliest(logits);
  if (temperature === 0) return best;
  const order = Array.from(logits, (_, i) => i).sort((a, b) => logits[b]! - logits[a]! || a - b);
  const top = logits[best]!;
  const weights = order.slice(0, topK).map((i) => math.exp((logits[i]! - top) / temperature));
  let total = weights.reduce((a, b) => a + b, 0);
  if (topP < 1) total = keepShare(weights, topP * total);
  let left = rng.uniform() * total;
  for (let k = 0; k < weights.length; k++) {
    left -= weights[k]!;
    if (left < 0) return order[k]!;
  }
  return order[weights.length - 1]!;
}

/** Drops weights from the end until the rest just reaches `share`. Returns their sum. */
function keepShare(weights: number[], share: number): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    sum += weights[k]!;
    if (sum >= share) weights.length = k + 1;
  }
  return sum;
}

/** The first of the largest. */
function likeliest(logits: ArrayLike<number>): number {
  let best = 0;
  let broken = false;
  for (let i = 0; i < logits.length; i++) {
    if (logits[i]! > logits[best]!) best = i;
    broken ||= !(logits[i]! < Number.POSITIVE_INFINITY);
  }
  if (!broken && logits[best]! > Number.NEGATIVE_INFINITY) return best;
  throw new ValueError("generate", "the logits are not numbers to choose by.", {
    given: broken ? "NaN or infinity among them" : `${logits.length} logits, none above -Infinity`,
    expected: "finite logits, or -Infinity for what shall not be chosen",
    fix: "load other weights: these have run away in training",
  });
}
