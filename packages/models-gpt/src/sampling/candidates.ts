/** Tokens, each with a value: a logit, a weight or a share. In no order. */
export interface Candidates {
  readonly tokens: Int32Array;
  readonly values: Float64Array;
}

/** Every token, with its logit. */
export function allCandidates(logits: ArrayLike<number>): Candidates {
  const tokens = new Int32Array(logits.length);
  for (let i = 0; i < tokens.length; i++) tokens[i] = i;
  return { tokens, values: new Float64Array(logits) };
}

/** Those whose value is at least `least`. */
export function keepFrom({ tokens, values }: Candidates, least: number): Candidates {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! >= least) count++;
  if (count === values.length) return { tokens, values };
  const kept = { tokens: new Int32Array(count), values: new Float64Array(count) };
  for (let i = 0, at = 0; i < values.length; i++) {
    if (!(values[i]! >= least)) continue;
    kept.tokens[at] = tokens[i]!;
    kept.values[at++] = values[i]!;
  }
  return kept;
}

export function sumOf(values: Float64Array, begin: number = 0, end: number = values.length): number {
  let total = 0;
  for (let i = begin; i < end; i++) total += values[i]!;
  return total;
}

export function largestOf(values: Float64Array): number {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) if (values[i]! > largest) largest = values[i]!;
  return largest;
}
