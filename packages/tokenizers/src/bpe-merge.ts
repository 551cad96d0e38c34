import { NumberHeap } from "./number-heap.js";

const GONE = -1; // a place whose token was merged into the one on its left
const END = -1;
const PLACES = 2 ** 31; // a queue entry is rank · 2³¹ + place: exact in a double for up to 2²² merges
const SHORT = 64; // up to here scanning for the lowest rank beats the queue: 4 times at 8 bytes, 2 at 64, 1 at 130

/** Ranked merges of pairs of tokens. */
export interface Merges {
  /** The merge of this pair by its rank, or -1. */
  rank(left: number, right: number): number;
  /** The token each merge yields, by rank. */
  readonly merged: Int32Array;
}

/**
 * Applies the merges to one pre-token, in place: again and again the pair with the lowest rank, the leftmost of equals,
 * becomes one token, until no pair is a merge. Returns how many tokens are left.
 *
 * Source: Sennrich, Haddow & Birch 2016, arXiv:1508.07909, section 3.2.
 */
export function mergeTokens(merges: Merges, tokens: Int32Array, length: number): number {
  return length <= SHORT ? mergeShort(merges, tokens, length) : mergeLong(merges, tokens, length);
}

const ranks = new Int32Array(SHORT); // scratch: rank of the pair that starts at each place, -1 for none

/** O(n²), on two arrays that stay in the nearest cache. */
export function mergeShort(merges: Merges, tokens: Int32Array, length: number): number {
  for (let i = 0; i + 1 < length; i++) ranks[i] = merges.rank(tokens[i]!, tokens[i + 1]!);
  for (;;) {
    let best = -1;
    for (let i = 0; i + 1 < length; i++) if (ranks[i] !== -1 && (best === -1 || ranks[i]! < ranks[best]!)) best = i;
    if (best === -1) return length;
    tokens[best] = merges.merged[ranks[best]!]!;
    length--;
    for (let i = best + 1; i < length; i++) {
      tokens[i] = tokens[i + 1]!;
      ranks[i] = ranks[i + 1]!;
    }
    if (best > 0) ranks[best - 1] = merges.rank(tokens[best - 1]!, tokens[best]!);
    if (best + 1 < length) ranks[best] = merges.rank(tokens[best]!, tokens[best + 1]!);
  }
}

/** O(n log n): the tokens form a linked list, and a queue holds the pairs that are merges. */
export function mergeLong(merges: Merges, tokens: Int32Array, length: number): number {
  const next = new Int32Array(length);
  const previous = new Int32Array(length);
  const queue = new NumberHeap(2 * length); // a merge takes one entry out and adds two at most
  const enqueue = (place: number): void => {
    if (place === END || next[place] === END) return;
    const rank = merges.rank(tokens[place]!, tokens[next[place]!]!);
    if (rank !== -1) queue.push(rank * PLACES + place);
  };
  for (let i = 0; i < length; i++) {
    next[i] = i + 1 < length ? i + 1 : END;
    previous[i] = i - 1; // END before the first
  }
  for (let i = 0; i < length; i++) enqueue(i);

  while (queue.size > 0) {
    const entry = queue.pop();
    const rank = Math.floor(entry / PLACES);
    const place = entry - rank * PLACES;
    const right = next[place]!;
    // The pair may have changed since it was queued, or be gone: then no merge has it.
    if (right === END || merges.rank(tokens[place]!, tokens[right]!) !== rank) continue;
    tokens[place] = merges.merged[rank]!;
    tokens[right] = GONE;
    next[place] = next[right]!;
    if (next[place] !== END) previous[next[place]!] = place;
    enqueue(previous[place]!);
    enqueue(place);
  }
  let left = 0;
  for (let place = length === 0 ? END : 0; place !== END; place = next[place]!) tokens[left++] = tokens[place]!;
  return left;
}
