import { Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastSquares } from "./least-squares.js";

const dot = (x: readonly number[], w: readonly number[]) => x.reduce((sum, value, j) => sum + value * w[j]!, 0);
const rowsOf = (rng: Rng, N: number, D: number) => Array.from({ length: N }, () => [...rng.normals(D)]);

describe("leastSquares", () => {
  it("fits the line through three points, worked by hand", () => {
    // y = 1, 2, 2 at x = 0, 1, 2: slope 1/2, intercept 7/6, errors 1/6, -1/3, 1/6
    const { coefficients, intercept, loss } = leastSquares([[0], [1], [2]], [1, 2, 2]);
    expect(coefficients[0]).toBeCloseTo(1 / 2, 14);
    expect(intercept).toBeCloseTo(7 / 6, 14);
    expect(loss).toBeCloseTo(1 / 18, 14);
  });

  it("goes through the origin when it is told to", () => {
    const { coefficients, intercept } = leastSquares([[1], [2]], [2, 2], { fitIntercept: false });
    expect(coefficients[0]).toBeCloseTo(6 / 5, 14); // Σxy / Σx²
    expect(intercept).toBe(0);
  });

  it("finds weights that were hidden, and leaves errors at right angles to every column", () => {
    const sizes = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(sizes, sizes, fc.boolean(), fc.nat(), (D, more, fitIntercept, seed) => {
        const rng = new Rng(seed);
        const X = rowsOf(rng, D + more + 1, D);
        const hidden = [...rng.normals(D)];
        const offset = fitIntercept ? 3 : 0;
        const exact = leastSquares(
          X,
          X.map((row) => dot(row, hidden) + offset),
          { fitIntercept },
        );
        const bound = 1e-6; // a random square matrix may well have a condition number of 1e4
        exact.coefficients.forEach((c, j) => {
          expect(Math.abs(c - hidden[j]!)).toBeLessThan(bound);
        });
        expect(Math.abs(exact.intercept - offset)).toBeLessThan(bound);
        const y = [...rng.normals(X.length)];
        const best = leastSquares(X, y, { fitIntercept });
        const errors = X.map((row, i) => dot(row, best.coefficients) + best.intercept - y[i]!);
        for (let j = 0; j < D; j++)
          expect(
            Math.abs(
              dot(
                errors,
                X.map((row) => row[j]!),
              ),
            ),
          ).toBeLessThan(bound);
        if (fitIntercept) expect(Math.abs(errors.reduce((sum, e) => sum + e, 0))).toBeLessThan(bound);
        expect(best.loss).toBeCloseTo(dot(errors, errors) / X.length, 10);
      }),
      { numRuns: 60 },
    );
  });

  it("bears columns that are nearly the same, where the normal equations see one", () => {
    const rng = new Rng(5);
    const X = rowsOf(rng, 50, 2).map(([a, b]) => [a!, a! + 1e-8 * b!]); // condition number near 1e8, its square near 1e16
    const { coefficients, loss } = leastSquares(
      X,
      X.map((row) => dot(row, [2, -3])),
      { fitIntercept: false },
    );
    expect(coefficients[0]).toBeCloseTo(2, 5);
    expect(coefficients[1]).toBeCloseTo(-3, 5);
    expect(loss).toBeLessThan(1e-28);
  });

  it("bears columns far from zero", () => {
    const X = [[1e8], [1e8 + 1], [1e8 + 2], [1e8 + 3]];
    const { coefficients, intercept } = leastSquares(X, [1, 3, 5, 7]);
    expect(coefficients[0]).toBeCloseTo(2, 6);
    expect(intercept / (1 - 2e8)).toBeCloseTo(1, 6);
  });

  it("bears numbers whose squares overflow", () => {
    expect(leastSquares([[1e200], [2e200]], [1e200, 2e200], { fitIntercept: false }).coefficients[0]).toBeCloseTo(
      1,
      14,
    );
  });

  it("names a column that says nothing new", () => {
    const X = [1, 2, 3, 4].map((x) => [x, x * x, 3 * x - 7]);
    expect(() => leastSquares(X, [1, 2, 3, 4])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: leastSquares: column 3 of X says nothing that the others have not said.
        given:    column 3 is a combination of a constant and the columns before it
        expected: columns of which none can be worked out from the others
        fix:      leave column 3 out]
    `);
    expect(() => leastSquares([[5], [5], [5]], [1, 2, 3])).toThrow("column 1");
    expect(() => leastSquares([[0], [0]], [1, 2], { fitIntercept: false })).toThrow("column 1");
  });

  it("says what is wrong with the data", () => {
    expect(() => leastSquares([], [])).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: leastSquares: X is empty.
        given:    no rows
        expected: (N, D): a row of numbers for each example]
    `);
    expect(() => leastSquares([[1, 2]], [1])).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: leastSquares: there are fewer rows than unknowns.
        given:    1 row for 2 coefficients and an intercept
        expected: 3 rows or more]
    `);
    expect(() => leastSquares([[1], [2], [3]], [1, 2])).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: leastSquares: X and y are of different lengths.
        given:    3 rows in X, 2 values in y
        expected: a value in y for each row in X]
    `);
    expect(() => leastSquares([[1, 2], [3]], [1, 2])).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: leastSquares: row 2 of X has another length than the first.
        given:    1 in row 2, 2 in row 1
        expected: as many numbers in each row]
    `);
    expect(() => leastSquares([[1], [Number.NaN], [3]], [1, 2, 3])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: leastSquares: X has a number that is not finite.
        given:    NaN in row 2, column 1
        expected: finite numbers
        fix:      leave the row out, or put a number there]
    `);
    expect(() => leastSquares([[1], [2], [3]], [1, Number.POSITIVE_INFINITY, 3])).toThrow("Infinity in row 2");
  });
});
