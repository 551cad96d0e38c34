import {
  bagEndsAt,
  endsAt,
  inputAt,
  isSkipGramAt,
  keepAt,
  random0At,
  rowBytesAt,
  sentencesAt,
  windowAt,
  wordsAt,
} from "../generated/job";
import { addToBag, emptyBag } from "./bag";
import { learnFromBag, learnFromRow } from "./learn";
import { nextRandom, randomBelow } from "./random";
import { prepareRoom, sentenceOf } from "./room";

/**
 * Trains on the sentences of a job: subsampling, then for each word a window of random reach, then pairs (skip-gram) or
 * the window's mean (CBOW). Returns how many words subsampling left.
 * Source: Mikolov et al. 2013, "Distributed representations of words and phrases and their compositionality", sections 2, 2.2, 2.3.
 */
export function train(job: usize): i32 {
  const ends = load<usize>(job, endsAt);
  const sentences = load<i32>(job, sentencesAt);
  let word = 0;
  let trained = 0;
  prepareRoom(job);
  for (let sentence = 0; sentence < sentences; sentence++) {
    const next = load<i32>(ends + (sentence << 2));
    const count = subsample(job, word, next);
    if (load<i32>(job, isSkipGramAt)) skipGram(job, count);
    else bagOfWords(job, count);
    trained += count;
    word = next;
  }
  return trained;
}

/** Copies the words [from, to) that chance keeps into the room's sentence. Returns how many. */
function subsample(job: usize, from: i32, to: i32): i32 {
  const words = load<usize>(job, wordsAt);
  const keep = load<usize>(job, keepAt);
  const sentence = sentenceOf(job);
  let count = 0;
  for (let i = from; i < to; i++) {
    const word = load<i32>(words + (i << 2));
    store<i32>(sentence + (count << 2), word);
    if (nextRandom(job + random0At) <= load<u32>(keep + (word << 2))) count++;
  }
  return count;
}

/** The words around each word foretell it, each by itself. */
function skipGram(job: usize, count: i32): void {
  const sentence = sentenceOf(job);
  const input = load<usize>(job, inputAt);
  const rowBytes = load<usize>(job, rowBytesAt);
  const hasBags = load<usize>(job, bagEndsAt) !== 0;
  const window = load<i32>(job, windowAt);
  for (let i = 0; i < count; i++) {
    const reach = window - randomBelow(job + random0At, window);
    const last = min(i + reach, count - 1);
    const target = load<i32>(sentence + (i << 2));
    for (let j = max(i - reach, 0); j <= last; j++) {
      if (j === i) continue;
      const word = load<i32>(sentence + (j << 2));
      if (hasBags) {
        emptyBag(job);
        addToBag(job, word);
        learnFromBag(job, target);
      } else learnFromRow(job, input + (word as usize) * rowBytes, target);
    }
  }
}

/** The words around each word foretell it together. */
function bagOfWords(job: usize, count: i32): void {
  const sentence = sentenceOf(job);
  const window = load<i32>(job, windowAt);
  for (let i = 0; i < count; i++) {
    const reach = window - randomBelow(job + random0At, window);
    const last = min(i + reach, count - 1);
    emptyBag(job);
    for (let j = max(i - reach, 0); j <= last; j++) {
      if (j !== i) addToBag(job, load<i32>(sentence + (j << 2)));
    }
    learnFromBag(job, load<i32>(sentence + (i << 2)));
  }
}
