import { formatShape, fromData, ShapeError, Tensor, ValueError } from "@cairn-ml/tensor";

/** A table of numbers, a row for each example: (N, D). */
export type Rows = Tensor | readonly ArrayLike<number>[];

/** A number for each example: (N). */
export type Values = Tensor | ArrayLike<number>;

/**
 * The table as a tensor; one that is a tensor already is not copied.
 *
 * Shapes: -> (N, D); with `columns`, D is that.
 * Throws: ShapeError for no rows, rows of different lengths, and another number of columns; ValueError for NaN and infinite
 * numbers, naming the first.
 */
export function rowsOf(op: string, X: Rows, columns?: number): Tensor {
  const table = X instanceof Tensor ? X : tableOf(op, X);
  if (table.ndim !== 2 || table.size === 0) {
    throw new ShapeError(op, table.ndim === 2 ? "X is empty." : "X is no table.", {
      given: formatShape(table.shape),
      expected: "(N, D): a row of numbers for each example",
    });
  }
  if (columns !== undefined && table.shape[1] !== columns) {
    throw new ShapeError(op, "X has another number of columns than the model was fitted to.", {
      given: `${table.shape[1]} columns`,
      expected: `${columns} columns`,
    });
  }
  checkFinite(op, table);
  return table;
}

function tableOf(op: string, X: readonly ArrayLike<number>[]): Tensor {
  const width = X[0]?.length ?? 0;
  const flat = new Float64Array(X.length * width);
  X.forEach((row, i) => {
    if (row.length !== width) {
      throw new ShapeError(op, `row ${i + 1} of X has another length than the first.`, {
        given: `${row.length} numbers`,
        expected: `${width} numbers`,
      });
    }
    flat.set(row, i * width);
  });
  return fromData(flat, [X.length, width]);
}

/**
 * Sums of 0 · x are NaN where a number is not finite, and cost no copy on the host of a table that is large. A number that is
 * finite on the host may be none on the device: 1e39 is infinite as float32.
 */
export function checkFinite(op: string, table: Tensor, name: "X" | "y" = "X"): void {
  const [N, D] = table.dims(2);
  const height = Math.ceil(2 ** 20 / D); // some MiB at a time
  for (let first = 0; first < N; first += height) {
    using part = table.slice([[first, first + height]]);
    using zeros = part.mul(0);
    using sum = zeros.sum();
    if (sum.item() === 0) continue;
    const values = part.data();
    const at = values.findIndex((value) => !Number.isFinite(value));
    throw new ValueError(op, `${name} has a number that is not finite.`, {
      given: `${values[at]} in row ${first + Math.floor(at / D) + 1}, column ${(at % D) + 1}`,
      expected: `numbers that are finite as ${table.dtype}`,
      fix: "leave the row out, or put a number there",
    });
  }
}

/**
 * y on the host, one number for each of the N rows of X.
 *
 * Throws: ShapeError for another number of values; ValueError for NaN and infinite numbers, naming the first.
 */
export function valuesOf(op: string, y: Values, N: number): ArrayLike<number> {
  const values = y instanceof Tensor ? y.data() : y;
  if (values.length !== N) {
    throw new ShapeError(op, "X and y are of different lengths.", {
      given: `${N} rows in X, ${values.length} values in y`,
      expected: "a value in y for each row in X",
    });
  }
  for (let i = 0; i < N; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new ValueError(op, "y has a number that is not finite.", {
      given: `${values[i]} in row ${i + 1}`,
      expected: "finite numbers",
      fix: "leave the row out, or put a number there",
    });
  }
  return values;
}
