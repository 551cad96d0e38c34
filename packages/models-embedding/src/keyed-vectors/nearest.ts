import type { RowStore } from "./row-store.js";
import { TopList } from "./top-list.js";
import { dot, over } from "./vector-math.js";

/** A word and how near it is: its cosine, or the score of 3CosMul. */
export interface Neighbour {
  readonly word: string;
  readonly score: number;
}

/** A row and its score. */
export interface ScoredRow {
  readonly row: number;
  readonly score: number;
}

/** The rows [first, end) are looked at, but for the excluded ones; the best `count` are wanted. */
export interface SearchRange {
  readonly count: number;
  readonly first: number;
  readonly end: number;
  readonly excluded: ReadonlySet<number>;
}

/** Rows and their lengths. */
export interface Rows {
  readonly store: RowStore;
  readonly norms: Float64Array;
}

/** The products are float32: so many more rows than wanted are taken, and then compared in double precision. */
const spare = 32;

/**
 * The rows whose cosines with each query are largest: exact, by a product with every row. Of equal ones the earlier row comes
 * first. A row of zeros has the cosine 0 with everything.
 *
 * Shapes: queries (queries, dim), of length 1
 */
export function nearestRows(
  { store, norms }: Rows,
  queries: readonly Float64Array[],
  ranges: readonly SearchRange[],
): ScoredRow[][] {
  const lists = ranges.map(({ count }) => new TopList(count + spare));
  const end = Math.max(0, ...ranges.map((range) => range.end));
  for (const { first, count, values } of store.products(joined(queries, store.dim), end)) {
    for (let q = 0; q < queries.length; q++) {
      const range = ranges[q]!;
      const from = Math.max(first, range.first);
      const to = Math.min(first + count, range.end);
      const shift = q * count - first;
      const list = lists[q]!;
      let least = list.least;
      for (let row = from; row < to; row++) {
        const score = over(values[row + shift]!, norms[row]!);
        if (!(score > least) || range.excluded.has(row)) continue;
        list.offer(row, score);
        least = list.least;
      }
    }
  }
  return lists.map((list, q) => {
    const exact = (row: number) => over(dot(store.row(row), queries[q]!), norms[row]!);
    return ranked(list.rows(), exact).slice(0, ranges[q]!.count);
  });
}

/**
 * The rows for which Π (1 + cos(row, p))/2 over positive p, divided by Π (1 + cos(row, n))/2 + 1e-6 over negative n, is largest.
 * Source: Levy & Goldberg 2014, "Linguistic regularities in sparse and explicit word representations", equation 4.
 */
export function nearestByProduct(
  { store, norms }: Rows,
  positive: readonly Float64Array[],
  negative: readonly Float64Array[],
  range: SearchRange,
): ScoredRow[] {
  const queries = [...positive, ...negative];
  const score = (cosine: (query: number) => number): number => {
    let above = 1;
    let below = 1;
    for (let q = 0; q < queries.length; q++) {
      if (q < positive.length) above *= (1 + cosine(q)) / 2;
      else below *= (1 + cosine(q)) / 2;
    }
    return above / (below + 1e-6);
  };
  const list = new TopList(range.count + spare);
  for (const { first, count, values } of store.products(joined(queries, store.dim), range.end)) {
    const to = Math.min(first + count, range.end);
    for (let row = Math.max(first, range.first); row < to; row++) {
      if (range.excluded.has(row)) continue;
      list.offer(
        row,
        score((q) => over(values[q * count + row - first]!, norms[row]!)),
      );
    }
  }
  const exact = (row: number) => {
    const vector = store.row(row);
    return score((q) => over(dot(vector, queries[q]!), norms[row]!));
  };
  return ranked(list.rows(), exact).slice(0, range.count);
}

function ranked(rows: readonly number[], score: (row: number) => number): ScoredRow[] {
  const scored = rows.map((row) => ({ row, score: score(row) }));
  return scored.sort((a, b) => b.score - a.score || a.row - b.row);
}

/** As rows of one array. */
export function joined(vectors: readonly ArrayLike<number>[], dim: number): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(vectors.length * dim);
  vectors.forEach((vector, i) => {
    rows.set(vector, i * dim);
  });
  return rows;
}
