const EMPTY = -1;

/**
 * Numbers the n-grams of one length in the order they come. An n-gram is the pair of its prefix (the number of the
 * (n-1)-gram that it begins with) and its last byte, so that the key has the same size for every n.
 *
 * An open-addressing hash table on typed arrays: a Map of numbers takes three times the time and ten times the memory.
 */
export class GramTable {
  #size = 0;
  #slots: Int32Array = new Int32Array(1024).fill(EMPTY);
  #prefixes: Int32Array = new Int32Array(512);
  #bytes: Uint8Array = new Uint8Array(512);

  /** How many n-grams there are; their numbers are 0 … size - 1. */
  get size(): number {
    return this.#size;
  }

  prefix(gram: number): number {
    return this.#prefixes[gram]!;
  }

  /** The number of an n-gram, or -1 when there is none. A prefix of -1 has none. */
  find(prefix: number, byte: number): number {
    return prefix < 0 ? EMPTY : this.#slots[this.#slot(prefix, byte)]!;
  }

  /** The number of an n-gram, which is new when there was none. */
  findOrAdd(prefix: number, byte: number): number {
    const slot = this.#slot(prefix, byte);
    const found = this.#slots[slot]!;
    if (found !== EMPTY) return found;
    const gram = this.#size++;
    this.#slots[slot] = gram;
    this.#prefixes[gram] = prefix;
    this.#bytes[gram] = byte;
    if (this.#size === this.#prefixes.length) this.#grow();
    return gram;
  }

  #slot(prefix: number, byte: number): number {
    const mask = this.#slots.length - 1;
    // Fibonacci hashing: the multipliers spread neighbouring prefixes and bytes over the upper bits.
    const hash = Math.imul(prefix, 0x9e3779b1) ^ Math.imul(byte + 1, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const gram = this.#slots[slot]!;
      if (gram === EMPTY || (this.#prefixes[gram] === prefix && this.#bytes[gram] === byte)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** Doubles the table, which is thus half full at most. */
  #grow(): void {
    const capacity = 2 * this.#prefixes.length;
    this.#prefixes = grown(this.#prefixes, new Int32Array(capacity));
    this.#bytes = grown(this.#bytes, new Uint8Array(capacity));
    this.#slots = new Int32Array(2 * capacity).fill(EMPTY);
    for (let gram = 0; gram < this.#size; gram++) {
      this.#slots[this.#slot(this.#prefixes[gram]!, this.#bytes[gram]!)] = gram;
    }
  }
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
