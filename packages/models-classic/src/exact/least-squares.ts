import { ShapeError, ValueError } from "@cairn-ml/tensor";
import { type Rows, type Values, valuesOf } from "../rows.js";
import { factorise, solveUpper } from "./householder.js";
import { columnsOf } from "./table.js";

export interface LeastSquaresOptions {
  /** Without it the plane goes through the origin. */
  readonly fitIntercept?: boolean;
}

export interface LeastSquares {
  readonly coefficients: readonly number[];
  /** 0 without `fitIntercept`. */
  readonly intercept: number;
  /** The mean square of the errors: no other weights have a smaller one. */
  readonly loss: number;
}

/**
 * The weights with the smallest mean square of y - X w - b, found in one go and not by descent: X = Q R, then R w = Qᵀy.
 *
 * Shapes: X (N, D), y (N)
 * DType: float64, whatever the device computes in
 * Throws: ShapeError for fewer rows than unknowns; ValueError where a column is a combination of others, so that no weights are
 * better than all others
 * Source: Golub & Van Loan 2013, "Matrix Computations", section 5.3.2
 */
export function leastSquares(X: Rows, y: Values, { fitIntercept = true }: LeastSquaresOptions = {}): LeastSquares {
  const op = "leastSquares";
  const columns = columnsOf(op, X);
  const N = columns[0]!.length;
  const targets = Float64Array.from(valuesOf(op, y, N));
  const unknowns = columns.length + (fitIntercept ? 1 : 0);
  if (N < unknowns) {
    throw new ShapeError(op, "there are fewer rows than unknowns.", {
      given: `${N} ${N === 1 ? "row" : "rows"} for ${columns.length} coefficients${fitIntercept ? " and an intercept" : ""}`,
      expected: `${unknowns} rows or more`,
    });
  }
  // The ones come first, so that a column which never changes is what gets named.
  const ones = fitIntercept ? [new Float64Array(N).fill(1)] : [];
  const rotated = targets.slice();
  const factors = factorise([...ones, ...columns.map((column) => column.slice())], [rotated]);
  if (factors.dependent !== undefined) throw dependence(op, factors.dependent - ones.length + 1, fitIntercept);
  const solution = [...solveUpper(factors, rotated)];
  const intercept = fitIntercept ? solution.shift()! : 0;
  return { coefficients: solution, intercept, loss: meanSquare(columns, targets, solution, intercept) };
}

function dependence(op: string, column: number, fitIntercept: boolean): ValueError {
  return new ValueError(op, `column ${column} of X says nothing that the others have not said.`, {
    given: `column ${column} is a combination of ${fitIntercept ? "a constant and " : ""}the columns before it`,
    expected: "columns of which none can be worked out from the others",
    fix: `leave column ${column} out`,
  });
}

function meanSquare(
  columns: readonly Float64Array[],
  y: Float64Array,
  coefficients: readonly number[],
  intercept: number,
): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    let error = intercept - y[i]!;
    for (let j = 0; j < columns.length; j++) error += coefficients[j]! * columns[j]![i]!;
    sum += error * error;
  }
  return sum / y.length;
}
