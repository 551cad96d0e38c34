/**
 * Uniform numbers in [0, 1): element i is 24 bits of word (i & 3) of Philox4x32-10 at counter + (i >> 2).
 * Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", section 3.3.
 */
export function uniform(y: usize, key0: i32, key1: i32, counter0: i32, counter1: i32, begin: i32, end: i32): void {
  const counter = ((counter1 as u32 as u64) << 32) | (counter0 as u32 as u64);
  for (let i = begin; i < end; ) {
    const place = counter + ((i >> 2) as u64);
    let a = place as u32;
    let b = (place >> 32) as u32;
    let c: u32 = 0;
    let d: u32 = 0;
    let k0 = key0 as u32;
    let k1 = key1 as u32;
    for (let round = 0; round < 10; round++) {
      const left = (a as u64) * 0xd2511f53;
      const right = (c as u64) * 0xcd9e8d57;
      a = ((right >> 32) as u32) ^ b ^ k0;
      b = right as u32;
      c = ((left >> 32) as u32) ^ d ^ k1;
      d = left as u32;
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    const stop = min(end, (i | 3) + 1);
    for (; i < stop; i++) {
      const word = i & 2 ? (i & 1 ? d : c) : i & 1 ? b : a;
      store<f32>(y + (i << 2), ((word >> 8) as f32) * 5.9604644775390625e-8); // 2^-24
    }
  }
}
