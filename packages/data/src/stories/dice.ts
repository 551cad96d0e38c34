/**
 * Random choices for the stories, the same on every JavaScript engine: xoshiro128** on 32-bit integers, with no floating
 * point. It is its own small generator because the corpus must stay as it is whatever becomes of the library's `Rng`.
 *
 * Source: Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators"; the seed is spread over the state by
 * the finaliser of MurmurHash3 (Appleby 2011).
 */
export class Dice {
  readonly #state: Uint32Array;

  constructor(seed: number) {
    this.#state = Uint32Array.from([1, 2, 3, 4], (k) => spread(seed + Math.imul(k, 0x9e3779b9)));
  }

  /** A whole number from 0 to 2³² - 1. */
  next(): number {
    const s = this.#state;
    const [a, b, c, d] = [s[0]!, s[1]!, s[2]!, s[3]!];
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    s[0] = a ^ d ^ b;
    s[1] = b ^ c ^ a;
    s[2] = c ^ a ^ (b << 9);
    s[3] = rotate(d ^ b, 11);
    return result;
  }

  /** A whole number from 0 to n - 1, for n up to 2¹⁶, whose chances differ by one in 2¹⁶ at most. */
  below(n: number): number {
    return ((this.next() >>> 16) * n) >>> 16;
  }

  /** True in `numerator` of `denominator` cases. */
  chance(numerator: number, denominator: number): boolean {
    return this.below(denominator) < numerator;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function spread(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
