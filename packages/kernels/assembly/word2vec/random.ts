/**
 * The next 32 random bits of a stream whose state is two words, not both 0: xoroshiro64*. Its lowest bits are its weakest, so
 * they are used last.
 * Source: Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators", xoroshiro64*.
 */
export function nextRandom(state: usize): u32 {
  const s0 = load<u32>(state);
  const s1 = load<u32>(state, 4) ^ s0;
  store<u32>(state, rotl(s0, 26) ^ s1 ^ (s1 << 9));
  store<u32>(state, rotl(s1, 13), 4);
  return s0 * 0x9e3779bb;
}

/** A random integer in [0, below). */
export function randomBelow(state: usize, below: i32): i32 {
  return (((nextRandom(state) as u64) * (below as u64)) >> 32) as i32;
}

/**
 * A word drawn from a table of pairs (threshold, other word): the product's upper half is a place in the table, its lower half
 * decides between the word of that place and the other one.
 * Source: Walker 1977, "An efficient method for generating discrete random variables with general distributions".
 */
export function drawWord(state: usize, table: usize, vocabulary: i32): i32 {
  const scaled = (nextRandom(state) as u64) * (vocabulary as u64);
  const word = (scaled >> 32) as i32;
  const pair = table + (word << 3);
  return select(word, load<i32>(pair, 4), (scaled as u32) < load<u32>(pair));
}
