/** What was seen after one context. */
export interface Row {
  total: number;
  /** By symbol; those that were not seen are absent. */
  readonly counts: Map<number, number>;
}

/** How often each symbol followed each context of `order` symbols. Only what was seen takes memory. */
export class TransitionCounts {
  readonly order: number;
  readonly #rows = new Map<string, Row>();

  constructor(order: number) {
    this.order = order;
  }

  /** How many contexts were seen. */
  get size(): number {
    return this.#rows.size;
  }

  add(context: readonly number[], symbol: number, times = 1): void {
    const key = context.join();
    let row = this.#rows.get(key);
    if (!row) {
      row = { total: 0, counts: new Map() };
      this.#rows.set(key, row);
    }
    row.total += times;
    row.counts.set(symbol, (row.counts.get(symbol) ?? 0) + times);
  }

  after(context: readonly number[]): Row | undefined {
    return this.#rows.get(context.join());
  }

  *entries(): Generator<[context: number[], row: Row]> {
    for (const [key, row] of this.#rows) yield [key.split(",").map(Number), row];
  }
}

/**
 * Walks through a sequence: each symbol and the `order` symbols before it, with marks (0) in front and one at the end. The
 * context is the same array each time.
 */
export function* transitions(
  sequence: readonly number[],
  order: number,
): Generator<readonly [context: readonly number[], symbol: number]> {
  const context: number[] = new Array(order).fill(0);
  for (let i = 0; i <= sequence.length; i++) {
    const symbol = sequence[i] ?? 0;
    yield [context, symbol];
    context.shift();
    context.push(symbol);
  }
}
