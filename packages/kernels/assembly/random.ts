import { constant } from "./lanes/arithmetic";
import { storeSquare } from "./lanes/memory";

const steps = memory.data<u32>([0, 1, 2, 3]);
const table = memory.data<u32>([0xd2511f53, 0xcd9e8d57]); // the factors
const perBlock = 16; // numbers of four counters

/**
 * Uniform numbers in [0, 1): element i is 24 bits of word (i & 3) of Philox4x32-10 at counter + (i >> 2). Four counters are
 * worked on at once, in lanes.
 * Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", section 3.3.
 */
export function uniform(
  y: usize,
  key0: i32,
  key1: i32,
  counter0: i32,
  counter1: i32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  const counter = ((counter1 as u32 as u64) << 32) | (counter0 as u32 as u64);
  for (let i = begin & -perBlock; i < end; i += perBlock) {
    const isWhole = i >= begin && i + perBlock <= end;
    philox(isWhole ? y + (i << 2) : scratch, counter + ((i >> 2) as u64), key0, key1);
    if (isWhole) continue;
    const first = max(begin, i);
    memory.copy(y + (first << 2), scratch + ((first - i) << 2), (min(end, i + perBlock) - first) << 2);
  }
}

/** The sixteen numbers of the counters from this one on. */
function philox(to: usize, counter: u64, key0: i32, key1: i32): void {
  const low = i32x4.splat(counter as i32);
  let a = i32x4.add(low, v128.load(steps));
  let b = i32x4.sub(i32x4.splat((counter >> 32) as i32), i32x4.lt_u(a, low)); // the carry is a mask, -1
  let c = i32x4.splat(0);
  let d = c;
  const leftFactor = constant(table, 0);
  const rightFactor = constant(table, 1);
  for (let round = 0; round < 10; round++) {
    const left = highProduct(a, leftFactor);
    const right = highProduct(c, rightFactor);
    const nextB = i32x4.mul(c, rightFactor);
    c = v128.xor(v128.xor(left, d), i32x4.splat(key1));
    d = i32x4.mul(a, leftFactor);
    a = v128.xor(v128.xor(right, b), i32x4.splat(key0));
    b = nextB;
    key0 += 0x9e3779b9;
    key1 += 0xbb67ae85;
  }
  storeSquare(to, 16, unit(a), unit(b), unit(c), unit(d));
}

/** The upper halves of the products of unsigned lanes. */
function highProduct(x: v128, factor: v128): v128 {
  return i32x4.shuffle(i64x2.extmul_low_i32x4_u(x, factor), i64x2.extmul_high_i32x4_u(x, factor), 1, 3, 5, 7);
}

/** 24 bits of a word as a number in [0, 1). */
function unit(word: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(word, 8)), f32x4.splat(5.9604644775390625e-8)); // 2^-24
}
