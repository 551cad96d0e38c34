import { bagEndsAt, bagsAt, inputAt, isMeanAt, rowBytesAt } from "../generated/job";
import { bagOf, meanRow } from "./room";

/*
 * The words that foretell another together. Without `bags` a word stands for its own row of the input, with them for the
 * rows of its list: itself and its n-grams.
 */

export function emptyBag(job: usize): void {
  store<i32>(bagOf(job), 0);
}

export function addToBag(job: usize, word: i32): void {
  const bag = bagOf(job);
  const count = load<i32>(bag) + 1;
  store<i32>(bag + (count << 2), word);
  store<i32>(bag, count);
}

/** Writes the mean of the bag's rows, or their sum, where it has any. Returns whether it has. */
export function bagMean(job: usize): bool {
  const bag = bagOf(job);
  const words = load<i32>(bag);
  const bytes = load<usize>(job, rowBytesAt);
  const mean = meanRow(job);
  memory.fill(mean, 0, bytes);
  let count = 0;
  for (let i = 1; i <= words; i++) count += addRows(job, load<i32>(bag + (i << 2)), mean, 0);
  if (count === 0) return false;
  const share = f32x4.splat(load<i32>(job, isMeanAt) ? 1 / (count as f32) : 1);
  for (let k: usize = 0; k < bytes; k += 16) v128.store(mean + k, f32x4.mul(v128.load(mean + k), share));
  return true;
}

/** Adds the change to all rows of the bag. */
export function addToRows(job: usize, change: usize): void {
  const bag = bagOf(job);
  const words = load<i32>(bag);
  for (let i = 1; i <= words; i++) addRows(job, load<i32>(bag + (i << 2)), 0, change);
}

/** Adds a word's rows to `sum`, or, where that is 0, `change` to its rows. Returns how many those are. */
function addRows(job: usize, word: i32, sum: usize, change: usize): i32 {
  const input = load<usize>(job, inputAt);
  const bytes = load<usize>(job, rowBytesAt);
  const bagEnds = load<usize>(job, bagEndsAt);
  if (!bagEnds) {
    const row = input + (word as usize) * bytes;
    addRow(sum ? sum : row, sum ? row : change, bytes);
    return 1;
  }
  const bags = load<usize>(job, bagsAt);
  const first = word ? load<i32>(bagEnds + ((word - 1) << 2)) : 0;
  const last = load<i32>(bagEnds + (word << 2));
  for (let i = first; i < last; i++) {
    const row = input + (load<u32>(bags + (i << 2)) as usize) * bytes;
    addRow(sum ? sum : row, sum ? row : change, bytes);
  }
  return last - first;
}

function addRow(to: usize, from: usize, bytes: usize): void {
  for (let k: usize = 0; k < bytes; k += 32) {
    v128.store(to + k, f32x4.add(v128.load(to + k), v128.load(from + k)));
    v128.store(to + k, f32x4.add(v128.load(to + k, 16), v128.load(from + k, 16)), 16);
  }
}
