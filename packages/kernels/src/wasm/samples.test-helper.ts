/** Numbers for tests that depend on a seed alone. Source: Steele & Vigna's splitmix32 finaliser by Wellons, "lowbias32". */
export class Samples {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Uniform in [low, high). */
  next(low = 0, high = 1): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let word = this.#state;
    word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
    word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
    return low + (((word ^ (word >>> 16)) >>> 0) / 4294967296) * (high - low);
  }

  floats(length: number, low = -2, high = 2): Float32Array {
    return Float32Array.from({ length }, () => this.next(low, high));
  }

  /** Floats of which some are special: zeros, infinities, NaN, very large and very small ones. */
  wildFloats(length: number): Float32Array {
    const specials = [0, -0, Infinity, -Infinity, NaN, 1, -1, 1e-40, -1e-40, 3e38, -3e38, 1e-30, 88, -88, 1e10];
    return Float32Array.from({ length }, () =>
      this.next() < 0.3 ? specials[Math.floor(this.next(0, specials.length))]! : this.next(-4, 4),
    );
  }

  integers(length: number, low: number, high: number): Int32Array {
    return Int32Array.from({ length }, () => Math.floor(this.next(low, high)));
  }
}
