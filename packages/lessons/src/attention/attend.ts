import { math } from "@cairn-ml/tensor";

export type Matrix = readonly (readonly number[])[];

/** softmax(QKᵀ / scale + mask) V, and what comes on the way. */
export interface Attended {
  /** QKᵀ / scale, (queries, keys). */
  readonly scores: Matrix;
  /** The same, -Infinity where a query may not look. */
  readonly masked: Matrix;
  /** The shares of each query, which add up to 1. */
  readonly weights: Matrix;
  /** Weights V, (queries, numbers in a value). */
  readonly output: Matrix;
}

/**
 * Attention. With `isMasked`, query i sees keys 0 to i alone.
 *
 * Source: Vaswani et al. 2017, arXiv:1706.03762, equation 1.
 */
export function attend(
  { queries, keys, values }: { readonly queries: Matrix; readonly keys: Matrix; readonly values: Matrix },
  { scale, isMasked = false }: { readonly scale: number; readonly isMasked?: boolean },
): Attended {
  const scores = queries.map((query) => keys.map((key) => dot(query, key) / scale));
  const { masked, weights } = sharesOf(scores, isMasked);
  return { scores, masked, weights, output: mixed(weights, values) };
}

/** softmax(scores + mask), row by row. */
export function sharesOf(scores: Matrix, isMasked: boolean): Pick<Attended, "masked" | "weights"> {
  const masked = scores.map((row, i) => row.map((score, j) => (isMasked && j > i ? Number.NEGATIVE_INFINITY : score)));
  return { masked, weights: masked.map(softmax) };
}

/** Weights V: of each value as much as its share. */
export function mixed(weights: Matrix, values: Matrix): Matrix {
  return weights.map((row) => values[0]!.map((_, k) => dot(row, column(values, k))));
}

/** Σ aᵢ bᵢ. */
export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

/** e^xᵢ / Σ e^xⱼ; the largest is taken away first, so that nothing is too large. */
export function softmax(row: readonly number[]): number[] {
  const most = row.reduce((a, b) => Math.max(a, b));
  const powers = row.map((x) => math.exp(x - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

export function column(matrix: Matrix, k: number): number[] {
  return matrix.map((row) => row[k]!);
}

/** Columns [begin, end) of a matrix. */
export function columns(matrix: Matrix, begin: number, end: number): number[][] {
  return matrix.map((row) => row.slice(begin, end));
}
