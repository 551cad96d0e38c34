import { math, Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newtonLogistic } from "./newton-logistic.js";

const logit = (p: number) => math.log(p / (1 - p));

/** The gradient of the mean log loss, the intercept's last. */
function gradient(X: number[][], y: number[], coefficients: readonly number[], intercept: number): number[] {
  const off = X.map((row, i) => math.sigmoid(row.reduce((sum, x, j) => sum + x * coefficients[j]!, intercept)) - y[i]!);
  return [
    ...X[0]!.map((_, j) => off.reduce((sum, e, i) => sum + e * X[i]![j]!, 0)),
    off.reduce((sum, e) => sum + e, 0),
  ];
}

describe("newtonLogistic", () => {
  it("finds what is known for a table of two by two", () => {
    // Of 4 rows with x = 0 one is of class 1, of 5 with x = 1 three are: the shares are the probabilities.
    const X = [0, 0, 0, 0, 1, 1, 1, 1, 1].map((x) => [x]);
    const { optimum } = newtonLogistic(X, [1, 0, 0, 0, 1, 1, 1, 0, 0]);
    expect(optimum!.intercept).toBeCloseTo(logit(1 / 4), 12);
    expect(optimum!.coefficients[0]).toBeCloseTo(logit(3 / 5) - logit(1 / 4), 12);
    const expected = -(math.log(1 / 4) + 3 * math.log(3 / 4) + 3 * math.log(3 / 5) + 2 * math.log(2 / 5)) / 9;
    expect(optimum!.loss).toBeCloseTo(expected, 14);
  });

  it("ends where the gradient is zero", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(), (D, seed) => {
        const rng = new Rng(seed);
        const scales = Array.from({ length: D }, (_, j) => 10 ** (3 * j - 3));
        const X = Array.from({ length: 60 }, () => [...rng.normals(D)].map((x, j) => scales[j]! * (x + 5)));
        const y = X.map((row) => (row[0]! / scales[0]! - 5 + 2 * rng.normals(1)[0]! > 0 ? 1 : 0));
        const { optimum } = newtonLogistic(X, y);
        if (!optimum) return false; // noise of twice the signal does not part 60 rows in 4 dimensions
        const g = gradient(X, y, optimum.coefficients, optimum.intercept);
        return g.every((value, j) => Math.abs(value) < 1e-9 * 60 * (6 * (scales[j] ?? 1)));
      }),
      { numRuns: 40 },
    );
  });

  it("needs halved steps where a row lies far out on the wrong side", () => {
    const X = [[-2], [-1], [-1], [1], [1], [2], [40]];
    const { optimum } = newtonLogistic(X, [0, 0, 1, 0, 1, 1, 0]);
    const g = gradient(X, [0, 0, 1, 0, 1, 1, 0], optimum!.coefficients, optimum!.intercept);
    for (const value of g) expect(Math.abs(value)).toBeLessThan(1e-9);
  });

  it("says why there is no optimum", () => {
    const X = [[1], [2], [3], [4]];
    const reasons = {
      parted: newtonLogistic(X, [0, 0, 1, 1]),
      touching: newtonLogistic([[1], [2], [3], [3], [4]], [0, 0, 0, 1, 1]),
      "one class": newtonLogistic(X, [1, 1, 1, 1]),
      "a constant column": newtonLogistic(
        [
          [1, 7],
          [2, 7],
          [3, 7],
          [4, 7],
        ],
        [0, 1, 0, 1],
      ),
    };
    expect(Object.values(reasons).every(({ optimum }) => optimum === null)).toBe(true);
    expect(
      Object.fromEntries(Object.entries(reasons).map(([name, { reason }]) => [name, reason])),
    ).toMatchInlineSnapshot(`
      {
        "a constant column": "a column can be worked out from the others, so that many weights do equally well",
        "one class": "every row is of class 1: the further the intercept goes, the smaller the loss",
        "parted": "a plane parts the classes: the larger the weights, the smaller the loss, without end",
        "touching": "a plane parts the classes: the larger the weights, the smaller the loss, without end (2 of the rows lie on the plane itself)",
      }
    `);
  });

  it("finds an optimum on a line exactly when the classes overlap on it", () => {
    const row = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), fc.constantFrom(1e-6, 1, 1e6), (rows, scale) => {
        const of = (label: number) => rows.filter(([, y]) => y === label).map(([x]) => x);
        const [zeros, ones] = [of(0), of(1)];
        const overlap = Math.max(...zeros) > Math.min(...ones) && Math.max(...ones) > Math.min(...zeros);
        const { optimum } = newtonLogistic(
          rows.map(([x]) => [x * scale + 3]),
          rows.map(([, y]) => y),
        );
        return (optimum !== null) === overlap;
      }),
      { numRuns: 300 },
    );
  });

  it("finds an optimum in a plane exactly when no line through two points parts the classes", () => {
    const row = fc.tuple(
      fc.integer({ min: -3, max: 3 }),
      fc.integer({ min: -3, max: 3 }),
      fc.integer({ min: 0, max: 1 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 14 }), (rows) => {
        const { optimum } = newtonLogistic(
          rows.map(([a, b]) => [a, b]),
          rows.map(([, , y]) => y),
        );
        return (optimum === null) === parted(rows);
      }),
      { numRuns: 400 },
    );
  });

  it("says what is wrong with the labels", () => {
    expect(() => newtonLogistic([[1], [2]], [0, 2])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: newtonLogistic: a label is neither 0 nor 1.
        given:    2 in row 2
        expected: 0 or 1 for each row]
    `);
    expect(() => newtonLogistic([[1], [2]], [0])).toThrow("X and y are of different lengths");
  });
});

/**
 * Whether w ≠ 0 exists with ± (w · (a, b, 1)) >= 0 for every row. Such w form a cone; if it is not {0}, either all points are on
 * one line, or an edge of the cone is a line through two of them.
 */
function parted(rows: readonly (readonly [number, number, number])[]): boolean {
  let flat = true;
  for (const [a, b] of rows) {
    for (const [c, d] of rows) {
      const w = [b - d, c - a, a * d - b * c] as const; // the line through both
      const sides = rows.map(([x, z, y]) => (2 * y - 1) * (w[0] * x + w[1] * z + w[2]));
      if (sides.some((side) => side !== 0)) {
        flat = false;
        if (sides.every((side) => side >= 0) || sides.every((side) => side <= 0)) return true;
      }
    }
  }
  return flat;
}
