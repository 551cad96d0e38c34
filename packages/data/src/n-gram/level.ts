import type { GramTable } from "./gram-table.js";

/**
 * What one order of the model knows: the counts of its n-grams, and of each context (the n-gram without its last byte)
 * how often it was seen and with how many different next bytes.
 */
export class Level {
  readonly grams: GramTable;
  readonly #counts: Int32Array; // (grams)
  readonly #totals: Int32Array; // (contexts), the sum of the counts
  readonly #kinds: Int32Array; // (contexts), how many counts there are
  /** What is taken off each count and given to what was not seen. */
  readonly discount: number;

  constructor(grams: GramTable, contexts: number, counts: Int32Array) {
    this.grams = grams;
    this.#counts = counts;
    this.#totals = new Int32Array(contexts);
    this.#kinds = new Int32Array(contexts);
    const countsOf = [0, 0, 0]; // how many n-grams have a count of 1, of 2
    for (let gram = 0; gram < grams.size; gram++) {
      const count = counts[gram]!;
      if (count === 0) continue; // only at the start of the text: nothing precedes it, so it continues nothing
      const context = grams.prefix(gram);
      this.#totals[context]! += count;
      this.#kinds[context]! += 1;
      if (count <= 2) countsOf[count]! += 1;
    }
    this.discount = estimateDiscount(countsOf[1]!, countsOf[2]!);
  }

  /**
   * The probability of an n-gram's last byte after its context, interpolated with what the shorter context says:
   *
   *     P(w | h) = (max(c(hw) - D, 0) + D N₁₊(h·) P(w | h')) / c(h·)
   *
   * A context that was never seen leaves the shorter one's word as it is.
   */
  probability(context: number, gram: number, shorter: number): number {
    const total = context < 0 ? 0 : this.#totals[context]!;
    if (total === 0) return shorter;
    const count = gram < 0 ? 0 : this.#counts[gram]!;
    const kept = count > 0 ? count - this.discount : 0; // a count is at least 1 and the discount at most
    return (kept + this.discount * this.#kinds[context]! * shorter) / total;
  }
}

/**
 * D = n₁ / (n₁ + 2 n₂), where n₁ and n₂ n-grams were seen once and twice. Where none was seen once that would be 0 and
 * leave nothing for unseen bytes, whose information would be infinite: then half a count is taken.
 *
 * Source: Ney, Essen & Kneser 1994; Chen & Goodman 1999, equation 15.
 */
function estimateDiscount(once: number, twice: number): number {
  return once === 0 ? 0.5 : once / (once + 2 * twice);
}
