import { philox4x32 } from "../philox.js";
import type { Floats } from "./types.js";

/**
 * Uniform numbers in [0, 1), multiples of 1/16777216 = 2^-24. Element i is word (i & 3) of Philox4x32-10 at the 64-bit counter
 * (counter0, counter1) + (i >> 2), low word first, so that an element depends on its index alone.
 */
export function uniform(
  y: Floats,
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  begin: number,
  end: number,
): void {
  const words = new Uint32Array(4);
  const low = counter0 >>> 0;
  for (let i = begin; i < end; ) {
    const counter = low + (i >>> 2); // below 2^33, so it is exact
    const carry = counter > 0xffffffff ? 1 : 0;
    philox4x32(counter, counter1 + carry, 0, 0, key0, key1, words);
    const stop = Math.min(end, (i | 3) + 1);
    for (; i < stop; i++) y[i] = (words[i & 3]! >>> 8) / 16777216;
  }
}
