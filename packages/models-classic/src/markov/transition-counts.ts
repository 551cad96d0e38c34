/** What was seen after one context. */
export interface Row {
  total: number;
  /** By symbol; those that were not seen are absent. */
  readonly counts: Map<number, number>;
}

/** A context as a key of a map: a number where all of them have numbers. */
type Key = number | string;

/**
 * How often each of `size` symbols followed each context of `order` symbols. Only what was seen takes memory. Symbol 0 is the
 * mark, -1 one that is not known.
 */
export class TransitionCounts {
  readonly order: number;
  readonly #base: number;
  readonly #high: number; // base^(order - 1), the weight of the oldest symbol
  readonly #isNumeric: boolean;
  readonly #rows = new Map<Key, Row>();

  constructor(order: number, size: number) {
    this.order = order;
    this.#base = size + 1; // the last digit is an unknown symbol
    this.#high = this.#base ** (order - 1);
    this.#isNumeric = this.#high * this.#base <= Number.MAX_SAFE_INTEGER;
  }

  /** How many contexts were seen. */
  get size(): number {
    return this.#rows.size;
  }

  /** Counts what follows what in a sequence. */
  count(sequence: readonly number[]): void {
    this.#walk(sequence, (key, symbol) => this.#add(key, symbol, 1));
  }

  add(context: readonly number[], symbol: number, times: number): void {
    this.#add(this.#keyOf(context), symbol, times);
  }

  after(context: readonly number[]): Row | undefined {
    return this.#rows.get(this.#keyOf(context));
  }

  /** Walks through a sequence: what was seen after each context, and the symbol that follows here. */
  visit(sequence: readonly number[], f: (row: Row | undefined, symbol: number, place: number) => void): void {
    this.#walk(sequence, (key, symbol, place) => f(this.#rows.get(key), symbol, place));
  }

  *entries(): Generator<[context: number[], row: Row]> {
    for (const [key, row] of this.#rows) yield [this.#contextOf(key), row];
  }

  #add(key: Key, symbol: number, times: number): void {
    let row = this.#rows.get(key);
    if (!row) {
      row = { total: 0, counts: new Map() };
      this.#rows.set(key, row);
    }
    row.total += times;
    row.counts.set(symbol, (row.counts.get(symbol) ?? 0) + times);
  }

  /** Marks stand in front of a sequence, and one at its end. */
  #walk(sequence: readonly number[], f: (key: Key, symbol: number, place: number) => void): void {
    const context: number[] = this.#isNumeric ? [] : new Array(this.order).fill(0);
    let number = 0;
    for (let place = 0; place <= sequence.length; place++) {
      const symbol = place < sequence.length ? sequence[place]! : 0;
      if (this.#isNumeric) {
        f(number, symbol, place);
        number = (number % this.#high) * this.#base + this.#digit(symbol);
      } else {
        f(context.join(), symbol, place);
        context.shift();
        context.push(symbol);
      }
    }
  }

  #keyOf(context: readonly number[]): Key {
    if (!this.#isNumeric) return context.join();
    return context.reduce((number, symbol) => number * this.#base + this.#digit(symbol), 0);
  }

  #contextOf(key: Key): number[] {
    if (typeof key === "string") return key.split(",").map(Number);
    const context: number[] = [];
    for (let number = key; context.length < this.order; number = Math.floor(number / this.#base)) {
      context.unshift(number % this.#base);
    }
    return context;
  }

  #digit(symbol: number): number {
    return symbol < 0 ? this.#base - 1 : symbol;
  }
}

/** The last `order` symbols before a place, with marks in front of fewer. */
export function contextBefore(sequence: readonly number[], place: number, order: number): number[] {
  const missing = Math.max(0, order - place);
  return [...new Array(missing).fill(0), ...sequence.slice(place - (order - missing), place)];
}
