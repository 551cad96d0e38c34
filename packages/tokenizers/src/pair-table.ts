/**
 * A hash table from pairs of token ids to non-negative integers: open addressing with linear probing, no object per entry.
 * A `Map` keyed by one number would need left · V + right, which is past the small integers that engines hash quickly.
 */
export class PairTable {
  #left: Int32Array;
  #right: Int32Array;
  #value: Int32Array; // -1 marks an empty slot
  #size = 0;

  constructor(expected = 8) {
    let capacity = 16;
    while (capacity < 2 * expected) capacity *= 2;
    this.#left = new Int32Array(capacity);
    this.#right = new Int32Array(capacity);
    this.#value = new Int32Array(capacity).fill(-1);
  }

  /** The pair's value, or -1. */
  get(left: number, right: number): number {
    return this.#value[this.#slot(left, right)]!;
  }

  set(left: number, right: number, value: number): void {
    let slot = this.#slot(left, right);
    if (this.#value[slot] === -1) {
      if (2 * ++this.#size > this.#value.length) {
        this.#grow();
        slot = this.#slot(left, right);
      }
      this.#left[slot] = left;
      this.#right[slot] = right;
    }
    this.#value[slot] = value;
  }

  /** The slot that holds the pair, or the empty one where it belongs. */
  #slot(left: number, right: number): number {
    const mask = this.#value.length - 1;
    let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    while (this.#value[slot] !== -1 && (this.#left[slot] !== left || this.#right[slot] !== right)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [left, right, value] = [this.#left, this.#right, this.#value];
    this.#left = new Int32Array(2 * value.length);
    this.#right = new Int32Array(2 * value.length);
    this.#value = new Int32Array(2 * value.length).fill(-1);
    for (let i = 0; i < value.length; i++) {
      if (value[i] === -1) continue;
      const slot = this.#slot(left[i]!, right[i]!);
      this.#left[slot] = left[i]!;
      this.#right[slot] = right[i]!;
      this.#value[slot] = value[i]!;
    }
  }
}
