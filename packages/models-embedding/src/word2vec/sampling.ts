import { math } from "@cairn-ml/tensor";

const words32 = 2 ** 32;

/**
 * For each word the number that 32 random bits must not exceed to keep it: the chance (√(f/t) + 1) t/f with f the count and t
 * = `sample` times all words. 0 keeps all.
 * Source: the published program of Mikolov et al. 2013; the paper's section 2.3 has √(t/f).
 */
export function keepThresholds(counts: readonly number[], sample: number): Uint32Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const t = sample * total;
  return Uint32Array.from(counts, (count) => {
    if (sample === 0) return words32 - 1;
    const chance = (Math.sqrt(count / t) + 1) * (t / count);
    return Math.min(words32 - 1, Math.floor(chance * words32));
  });
}

/**
 * A table that draws word i with the chance countᵢ^exponent / Σ: place i holds a threshold, then the word that is taken from
 * there on.
 * Source: Walker 1977; Vose 1991, "A linear algorithm for generating random numbers with a given distribution".
 */
export function drawingTable(counts: readonly number[], exponent: number): Uint32Array {
  const weights = Float64Array.from(counts, (count) => math.pow(count, exponent));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => (weight / total) * counts.length); // 1 on average
  const table = new Uint32Array(2 * counts.length);
  const [small, large]: [number[], number[]] = [[], []];
  for (const [i, share] of shares.entries()) (share < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const [i, other] = [small.pop()!, large.at(-1)!];
    table[2 * i] = Math.floor(shares[i]! * words32);
    table[2 * i + 1] = other;
    shares[other]! -= 1 - shares[i]!;
    if (shares[other]! < 1) small.push(large.pop()!);
  }
  for (const i of [...small, ...large]) {
    table[2 * i] = words32 - 1;
    table[2 * i + 1] = i;
  }
  return table;
}
