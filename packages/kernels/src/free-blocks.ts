/** Bins: four to a power of two, of sizes in units. */
const binCount = 128;

/** The smallest block that can hold its links: header, next, previous, footer. */
export const smallestListed = 4;

/**
 * The free blocks, as doubly linked lists by size. Their links lie in the block map itself, in the second and third
 * entries of a block, negated so that they never look like a header.
 */
export class FreeBlocks {
  readonly #heads: Int32Array = new Int32Array(binCount); // -(unit + 1), or 0

  /** Lists the block of `size` units at `unit`. */
  insert(map: Int32Array, unit: number, size: number): void {
    const bin = binOf(size);
    const next = this.#heads[bin]!;
    map[unit + 1] = next;
    map[unit + 2] = 0;
    if (next) map[-next - 1 + 2] = -unit - 1;
    this.#heads[bin] = -unit - 1;
  }

  remove(map: Int32Array, unit: number, size: number): void {
    const next = map[unit + 1]!;
    const previous = map[unit + 2]!;
    if (next) map[-next - 1 + 2] = previous;
    if (previous) map[-previous - 1 + 1] = next;
    else this.#heads[binOf(size)] = next;
    map[unit + 1] = 0;
    map[unit + 2] = 0;
  }

  /** The unit of the smallest listed block of at least `size` units, or -1. */
  bestFit(map: Int32Array, size: number): number {
    for (let bin = binOf(size); bin < binCount; bin++) {
      let best = -1;
      let bestSize = Number.POSITIVE_INFINITY;
      for (let link = this.#heads[bin]!; link; link = map[-link - 1 + 1]!) {
        const found = map[-link - 1]! >> 2;
        if (found >= size && found < bestSize) {
          best = -link - 1;
          bestSize = found;
          if (found === size) break;
        }
      }
      if (best >= 0) return best;
    }
    return -1;
  }
}

function binOf(size: number): number {
  const log = 31 - Math.clz32(size);
  return log < 2 ? size : 4 * log + ((size >> (log - 2)) & 3) - 4;
}
