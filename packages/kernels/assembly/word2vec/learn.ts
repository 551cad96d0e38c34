import {
  lrAt,
  negativeAt,
  negativesAt,
  outputAt,
  pathEndsAt,
  pathsAt,
  random0At,
  rowBytesAt,
  vocabularyAt,
} from "../generated/job";
import { addToRows, bagMean } from "./bag";
import { drawWord } from "./random";
import { idleRow, meanRow, slotsOf, workRow } from "./room";
import { descend, labelsAt, ratesAt, slotCount } from "./targets";

/** One row foretells a word; the row and the targets learn. */
export function learnFromRow(job: usize, row: usize, word: i32): void {
  learn(job, row, row, row, word);
}

/** The mean of a bag's rows foretells a word; the whole change goes to each of the rows, as in the original. */
export function learnFromBag(job: usize, word: i32): void {
  if (!bagMean(job)) return;
  const work = workRow(job);
  memory.fill(work, 0, load<usize>(job, rowBytesAt));
  if (learn(job, meanRow(job), work, work, word)) addToRows(job, work);
}

/** A step towards `word` from h: out = start + its change. Returns whether there was anything to learn. */
function learn(job: usize, h: usize, start: usize, out: usize, word: i32): bool {
  const pathEnds = load<usize>(job, pathEndsAt);
  const first = pathEnds && word ? load<i32>(pathEnds + ((word - 1) << 2)) : 0;
  const last = pathEnds ? load<i32>(pathEnds + (word << 2)) : load<i32>(job, negativeAt) + 1;
  const bytes = load<usize>(job, rowBytesAt);
  const work = workRow(job);
  let from = start;
  for (let i = first; i < last; i += slotCount) {
    const count = min(last - i, slotCount);
    if (pathEnds) fillFromPath(job, i, count);
    else fillByChance(job, word, i, count);
    for (let slot = count; slot < slotCount; slot++) fill(job, slot, idleRow(job), 0, 0);
    const isLast = i + slotCount >= last;
    descend(slotsOf(job), h, from, isLast ? out : work, bytes);
    from = work;
  }
  return first < last;
}

/** Nodes of the word's path in the Huffman tree: 2 node + branch; label 1 is branch 0. */
function fillFromPath(job: usize, from: i32, count: i32): void {
  const paths = load<usize>(job, pathsAt) + (from << 2);
  const output = load<usize>(job, outputAt);
  const bytes = load<usize>(job, rowBytesAt);
  const lr = load<f32>(job, lrAt);
  for (let slot = 0; slot < count; slot++) {
    const step = load<u32>(paths + (slot << 2));
    fill(job, slot, output + ((step >>> 1) as usize) * bytes, 1 - ((step & 1) as f32), lr);
  }
}

/** The word itself as target 0, then words drawn by chance; one that is the word is left as it is. */
function fillByChance(job: usize, word: i32, from: i32, count: i32): void {
  const table = load<usize>(job, negativesAt);
  const vocabulary = load<i32>(job, vocabularyAt);
  const output = load<usize>(job, outputAt);
  const bytes = load<usize>(job, rowBytesAt);
  const lr = load<f32>(job, lrAt);
  let slot = 0;
  if (from === 0) fill(job, slot++, output + (word as usize) * bytes, 1, lr);
  for (; slot < count; slot++) {
    const other = drawWord(job + random0At, table, vocabulary);
    fill(job, slot, output + (other as usize) * bytes, 0, other === word ? 0 : lr);
  }
}

function fill(job: usize, slot: i32, row: usize, label: f32, rate: f32): void {
  const at = slotsOf(job) + (slot << 2);
  store<usize>(at, row);
  store<f32>(at, label, labelsAt);
  store<f32>(at, rate, ratesAt);
}
