import { ShapeError, Tensor, ValueError } from "@cairn-ml/tensor";
import type { Rows } from "../rows.js";

/**
 * The columns of a table as float64, each of N numbers.
 *
 * Throws: ShapeError without rows or columns, or for rows of different lengths; ValueError for NaN and infinity.
 */
export function columnsOf(op: string, X: Rows): Float64Array[] {
  const rows = X instanceof Tensor ? rowsOfTensor(X) : X;
  const width = rows[0]?.length ?? 0;
  if (width === 0) {
    throw new ShapeError(op, "X is empty.", {
      given: rows.length === 0 ? "no rows" : `${rows.length} rows without columns`,
      expected: "(N, D): a row of numbers for each example",
    });
  }
  const columns = Array.from({ length: width }, () => new Float64Array(rows.length));
  rows.forEach((row, i) => {
    if (row.length !== width) {
      throw new ShapeError(op, `row ${i + 1} of X has another length than the first.`, {
        given: `${row.length} in row ${i + 1}, ${width} in row 1`,
        expected: "as many numbers in each row",
      });
    }
    columns.forEach((column, j) => {
      column[i] = finite(op, row[j]!, `row ${i + 1}, column ${j + 1}`);
    });
  });
  return columns;
}

function rowsOfTensor(X: Tensor): ArrayLike<number>[] {
  const [N, D] = X.dims(2);
  const data = X.data();
  return Array.from({ length: N! }, (_, i) => data.subarray(i * D!, (i + 1) * D!));
}

function finite(op: string, value: number, place: string): number {
  if (Number.isFinite(value)) return value;
  throw new ValueError(op, "X has a number that is not finite.", {
    given: `${value} in ${place}`,
    expected: "finite numbers",
    fix: "leave the row out, or put a number there",
  });
}
