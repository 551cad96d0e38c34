import type { Tensor } from "@cairn-ml/tensor";

/** Rows of numbers. */
export type Matrix = readonly (readonly number[])[];

/** Shapes: (N, D) or (1, N, D) -> N rows */
export function matrixOf(x: Tensor): number[][] {
  const [N, D] = x.shape.slice(-2) as [number, number];
  const values = x.data();
  return Array.from({ length: N }, (_, i) => Array.from(values.slice(i * D, (i + 1) * D)));
}

/** Of all rows with all: 1 where two point the same way, 0 where they have nothing to do with each other. */
export function cosines(rows: Matrix): number[][] {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  return rows.map((a) => rows.map((b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))));
}
