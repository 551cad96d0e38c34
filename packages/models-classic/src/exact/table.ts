import { ShapeError, Tensor, ValueError } from "@cairn-ml/tensor";
import type { Rows, Values } from "../rows.js";

/**
 * The columns of a table as float64, each of N numbers.
 *
 * Throws: ShapeError without rows or columns, or for rows of different lengths; ValueError for NaN and infinity.
 */
export function columnsOf(op: string, X: Rows): Float64Array[] {
  const rows = X instanceof Tensor ? rowsOfTensor(X) : X;
  const width = rows[0]?.length ?? 0;
  if (width === 0) {
    throw new ShapeError(op, "X holds no numbers.", {
      given: rows.length === 0 ? "no rows" : `${rows.length} rows without columns`,
      expected: "rows of one number or more",
    });
  }
  const columns = Array.from({ length: width }, () => new Float64Array(rows.length));
  rows.forEach((row, i) => {
    if (row.length !== width) {
      throw new ShapeError(op, `row ${i} has another length than the first.`, {
        given: `${row.length} in row ${i}, ${width} in row 0`,
        expected: "as many numbers in each row",
      });
    }
    columns.forEach((column, j) => {
      column[i] = finite(op, row[j]!, `row ${i}, column ${j} of X`);
    });
  });
  return columns;
}

/** A number for each of `count` rows. Throws: ShapeError for another length, ValueError for NaN and infinity. */
export function valuesOf(op: string, y: Values, count: number): Float64Array {
  const values = Float64Array.from(y instanceof Tensor ? y.data() : y);
  if (values.length !== count) {
    throw new ShapeError(op, "X and y are of different lengths.", {
      given: `${count} rows in X, ${values.length} numbers in y`,
      expected: "a number in y for each row of X",
    });
  }
  values.forEach((value, i) => {
    finite(op, value, `index ${i} of y`);
  });
  return values;
}

function rowsOfTensor(X: Tensor): ArrayLike<number>[] {
  const [N, D] = X.dims(2);
  const data = X.data();
  return Array.from({ length: N! }, (_, i) => data.subarray(i * D!, (i + 1) * D!));
}

function finite(op: string, value: number, place: string): number {
  if (Number.isFinite(value)) return value;
  throw new ValueError(op, `there is ${value} in the data.`, {
    given: `${value} at ${place}, counted from 0`,
    expected: "finite numbers",
    fix: "leave the row out, or fill the gap",
  });
}
