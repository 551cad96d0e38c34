import { fromData, ShapeError, Tensor } from "@cairn-ml/tensor";

/** A table of numbers, a row for each example: (N, D). */
export type Rows = Tensor | readonly ArrayLike<number>[];

/** A number for each example: (N). */
export type Values = Tensor | ArrayLike<number>;

/** Throws: ShapeError unless all rows have as many numbers as the first. */
export function rowsOf(op: string, X: Rows): Tensor {
  if (X instanceof Tensor) {
    X.dims(2);
    return X;
  }
  const width = X[0]?.length ?? 0;
  const flat = new Float64Array(X.length * width);
  X.forEach((row, i) => {
    if (row.length !== width) {
      throw new ShapeError(op, `row ${i} has another length than the first.`, {
        given: `${row.length} numbers`,
        expected: `${width} numbers`,
      });
    }
    flat.set(row, i * width);
  });
  return fromData(flat, [X.length, width]);
}

/** (N) -> (N, 1) */
export function columnOf(values: Values): Tensor {
  return values instanceof Tensor
    ? values.reshape([values.size, 1])
    : fromData(Float64Array.from(values), [values.length, 1]);
}
