/** What `WordTable.get` gives for a word that is not there. */
export const MISSING = -0x80000000;

const SLOT = 4; // hash, length in bytes (0: empty), where the bytes are in #keys, value
const FEWEST = 1 << 10;

/**
 * A hash table from words, which are bytes within a larger array, to integers: open addressing with linear probing, and four
 * bytes of a word at a time. No string or object is made for a word, which is what makes it several times as fast as a `Map`.
 * A view on words must have three bytes more than the word's end.
 */
export class WordTable {
  #slots = new Int32Array(SLOT * FEWEST);
  #keys = new Int32Array(2 * FEWEST); // bytes of the words, each padded with zeros to a multiple of four
  #keysEnd = 0;
  #size = 0;

  /** Number of words. */
  get size(): number {
    return this.#size;
  }

  /** The word's value, or MISSING. `length` is at least 1. */
  get(view: DataView, start: number, length: number): number {
    const slots = this.#slots;
    const keys = this.#keys;
    const mask = (slots.length >> 2) - 1;
    const hash = hashOf(view, start, length);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = slot << 2;
      const stored = slots[at + 1]!;
      if (stored === 0) return MISSING;
      if (slots[at] === hash && stored === length && sameBytes(view, start, length, keys, slots[at + 2]!)) {
        return slots[at + 3]!;
      }
    }
  }

  /** Adds a word that is not there. */
  add(view: DataView, start: number, length: number, value: number): void {
    if (2 * ++this.#size > this.#slots.length >> 2) this.#grow();
    const key = this.#keysEnd;
    this.#keysEnd += (length + 3) >> 2;
    if (this.#keysEnd > this.#keys.length) {
      const keys = new Int32Array(Math.max(this.#keysEnd, 2 * this.#keys.length));
      keys.set(this.#keys);
      this.#keys = keys;
    }
    for (let i = 0; i < length; i += 4) this.#keys[key + (i >> 2)] = fourBytes(view, start + i, length - i);
    this.#put(hashOf(view, start, length), length, key, value);
  }

  clear(): void {
    this.#slots = new Int32Array(SLOT * FEWEST);
    this.#keysEnd = this.#size = 0;
  }

  #put(hash: number, length: number, key: number, value: number): void {
    const mask = (this.#slots.length >> 2) - 1;
    let slot = hash & mask;
    while (this.#slots[(slot << 2) + 1] !== 0) slot = (slot + 1) & mask;
    this.#slots.set([hash, length, key, value], slot << 2);
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += SLOT) {
      if (old[at + 1] !== 0) this.#put(old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!);
    }
  }
}

/** The next four bytes of a word that has `left` more: those that are past its end are 0. */
function fourBytes(view: DataView, at: number, left: number): number {
  const bytes = view.getInt32(at, true);
  return left >= 4 ? bytes : bytes & ((1 << (left << 3)) - 1);
}

function hashOf(view: DataView, start: number, length: number): number {
  let hash = length;
  for (let i = 0; i < length; i += 4) {
    hash = Math.imul(hash ^ fourBytes(view, start + i, length - i), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function sameBytes(view: DataView, start: number, length: number, keys: Int32Array, key: number): boolean {
  for (let i = 0; i < length; i += 4) {
    if (fourBytes(view, start + i, length - i) !== keys[key + (i >> 2)]) return false;
  }
  return true;
}
