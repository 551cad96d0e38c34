/** Columns of mean 0 and mean square 1, with one of ones before them. */
export interface ScaledColumns {
  readonly columns: readonly Float64Array[];
  /** A column that is the same in every row, which has no scale; undefined when there is none. */
  readonly constant: number | undefined;
  /** What weights of these columns are for the columns as they came. */
  weightsOf(scaled: Float64Array): { coefficients: number[]; intercept: number };
}

export function scaledColumns(columns: readonly Float64Array[]): ScaledColumns {
  const N = columns[0]!.length;
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / N;
  const means = columns.map(mean);
  const scales = columns.map((column, j) => Math.sqrt(mean(column.map((value) => (value - means[j]!) ** 2))));
  const constant = columns.findIndex((column) => column.every((value) => value === column[0]));
  return {
    columns: [
      new Float64Array(N).fill(1),
      ...columns.map((column, j) => column.map((value) => (value - means[j]!) / (scales[j]! || 1))),
    ],
    constant: constant < 0 ? undefined : constant,
    weightsOf([first, ...rest]) {
      const coefficients = rest.map((weight, j) => weight / scales[j]!);
      return { coefficients, intercept: coefficients.reduce((sum, c, j) => sum - c * means[j]!, first!) };
    },
  };
}
