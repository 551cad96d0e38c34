/**
 * The best rows of those that it was offered, in a heap whose root is the worst of them. Of equal scores the earlier row is the
 * better one. Rows must be offered in rising order.
 */
export class TopList {
  readonly #scores: Float64Array;
  readonly #rows: Int32Array;
  #count = 0;
  /** What a score must be above to get in. */
  least: number = Number.NEGATIVE_INFINITY;

  constructor(size: number) {
    this.#scores = new Float64Array(size);
    this.#rows = new Int32Array(size);
  }

  offer(row: number, score: number): void {
    if (!(score > this.least)) return;
    if (this.#count < this.#rows.length) this.#rise(this.#count++, row, score);
    else this.#sink(row, score);
    if (this.#count === this.#rows.length) this.least = this.#scores[0]!;
  }

  /** The rows, in no order. */
  rows(): number[] {
    return [...this.#rows.subarray(0, this.#count)];
  }

  #rise(at: number, row: number, score: number): void {
    let i = at;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isWorse(score, row, this.#scores[parent]!, this.#rows[parent]!)) break;
      this.#move(parent, i);
      i = parent;
    }
    this.#put(i, row, score);
  }

  #sink(row: number, score: number): void {
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.#count) break;
      const other = child + 1;
      if (other < this.#count && this.#isWorseThan(other, this.#scores[child]!, this.#rows[child]!)) child = other;
      if (!this.#isWorseThan(child, score, row)) break;
      this.#move(child, i);
      i = child;
    }
    this.#put(i, row, score);
  }

  #isWorseThan(at: number, score: number, row: number): boolean {
    return isWorse(this.#scores[at]!, this.#rows[at]!, score, row);
  }

  #move(from: number, to: number): void {
    this.#scores[to] = this.#scores[from]!;
    this.#rows[to] = this.#rows[from]!;
  }

  #put(at: number, row: number, score: number): void {
    this.#scores[at] = score;
    this.#rows[at] = row;
  }
}

function isWorse(score: number, row: number, otherScore: number, otherRow: number): boolean {
  return score < otherScore || (score === otherScore && row > otherRow);
}
