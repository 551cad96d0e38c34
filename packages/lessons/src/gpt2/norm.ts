import { memoryScope, ones, tensor, zeros } from "@cairn-ml/tensor";

/** What GPT-2 adds to the variance, so that a row of equal numbers divides by something. */
export const epsilon = 1e-5;

/** Five words of four numbers; the second row is ten times the first. */
export const rows: readonly (readonly number[])[] = [
  [1, 2, 3, 4],
  [10, 20, 30, 40],
  [0.8, -0.9, 0.1, 0.2],
  [5, 5, 5, 9],
  [-2, 0, 0, 2],
];

export interface Normed {
  readonly input: readonly (readonly number[])[];
  readonly output: readonly (readonly number[])[];
  /** Of the rows of the output. */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** Layer norm without scale and shift, as it begins. */
export function normed(): Normed {
  using _ = memoryScope();
  const [count, size] = [rows.length, rows[0]!.length];
  const y = tensor(rows.map((row) => [...row]))
    .layerNorm(ones([size]), zeros([size]), epsilon)
    .data();
  const output = Array.from({ length: count }, (_, i) => Array.from(y.slice(i * size, (i + 1) * size)));
  return { input: rows, output, means: output.map(mean), deviations: output.map((row) => Math.sqrt(variance(row))) };
}

export function mean(row: readonly number[]): number {
  return row.reduce((sum, x) => sum + x, 0) / row.length;
}

export function variance(row: readonly number[]): number {
  const m = mean(row);
  return mean(row.map((x) => (x - m) * (x - m)));
}
