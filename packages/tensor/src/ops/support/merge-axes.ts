import type { Shape } from "../../shape.js";

/** Some axes that two tensors walk as one: how many elements, and each one's stride. */
export interface Axis {
  n: number;
  a: number;
  b: number;
}

/** The axes of a shape without those of size 1, neighbours that both tensors walk as one joined. */
export function mergeAxes(shape: Shape, aStrides: readonly number[], bStrides: readonly number[]): Axis[] {
  const axes: Axis[] = [];
  let last: Axis | null = null;
  for (let i = 0; i < shape.length; i++) {
    const n = shape[i]!;
    if (n === 1) continue;
    const a = aStrides[i]!;
    const b = bStrides[i]!;
    if (last && last.a === a * n && last.b === b * n) {
      last.n *= n;
      last.a = a;
      last.b = b;
    } else {
      last = { n, a, b };
      axes.push(last);
    }
  }
  return axes;
}
