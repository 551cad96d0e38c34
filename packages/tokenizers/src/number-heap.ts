/**
 * A binary heap of numbers, the smallest out first. `Heap` with the order built in, because encoding a run of a million
 * letters takes 0.3 s with it and 0.9 s with a function to call for each comparison.
 */
export class NumberHeap {
  readonly #items: Float64Array;
  #size = 0;

  /** Holds at most `capacity` numbers at a time. */
  constructor(capacity: number) {
    this.#items = new Float64Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  push(item: number): void {
    const items = this.#items;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]! <= item) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  /** The smallest number; the heap must not be empty. */
  pop(): number {
    const items = this.#items;
    const top = items[0]!;
    const size = --this.#size;
    const last = items[size]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && items[child + 1]! < items[child]!) child++;
      if (last <= items[child]!) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
