import { Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionNumber, singularValues } from "./singular-values.js";

const multiply = (a: number[][], b: number[][]) =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));

/** A rotation in D dimensions: a product of turns in planes. */
function rotation(rng: Rng, D: number): number[][] {
  let whole: number[][] = Array.from({ length: D }, (_, i) => Array.from({ length: D }, (_, j) => Number(i === j)));
  for (let p = 0; p < D; p++) {
    for (let q = p + 1; q < D; q++) {
      const [a, b] = rng.normals(2) as unknown as [number, number];
      const length = Math.sqrt(a * a + b * b);
      whole = whole.map((row) => {
        const turned = [...row];
        turned[p] = (a * row[p]! - b * row[q]!) / length;
        turned[q] = (b * row[p]! + a * row[q]!) / length;
        return turned;
      });
    }
  }
  return whole;
}

describe("singularValues", () => {
  it("are the lengths of columns that stand at right angles already", () => {
    expect(
      singularValues([
        [0, 3],
        [2, 0],
      ]),
    ).toEqual([
      { value: 3, direction: [0, 1] },
      { value: 2, direction: [1, 0] },
    ]);
  });

  it("are those that a matrix was built from, with their directions", () => {
    const sizes = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(sizes, fc.nat(), (D, seed) => {
        const rng = new Rng(seed);
        const values = Array.from({ length: D }, (_, j) => 3 ** -j);
        const [left, right] = [rotation(rng, D), rotation(rng, D)];
        const X = multiply(
          left.map((row) => row.map((value, j) => value * values[j]!)),
          right,
        );
        singularValues(X).forEach(({ value, direction }, j) => {
          expect(value / values[j]!).toBeCloseTo(1, 10);
          const along = direction.reduce((sum, d, k) => sum + d * right[j]![k]!, 0);
          expect(Math.abs(along)).toBeCloseTo(1, 10);
        });
        expect(conditionNumber(X)).toBeCloseTo(3 ** (D - 1), 8);
      }),
      { numRuns: 60 },
    );
  });
});

describe("conditionNumber", () => {
  it("is exact for tiny values beside large ones", () => {
    expect(
      conditionNumber([
        [1e200, 0],
        [0, 1e-20],
      ]) / 1e220,
    ).toBeCloseTo(1, 12);
  });

  it("is that of nearly equal columns", () => {
    const d = 1e-7; // [1, 1; 0, d]: σ₁ ≈ √2, σ₂ ≈ d / √2
    expect(
      (conditionNumber([
        [1, 1],
        [0, d],
      ]) *
        d) /
        2,
    ).toBeCloseTo(1, 6);
  });

  it("is infinite where a direction vanishes", () => {
    expect(
      conditionNumber([
        [1, 0],
        [2, 0],
      ]),
    ).toBe(Number.POSITIVE_INFINITY);
    expect(conditionNumber([[0]])).toBe(Number.POSITIVE_INFINITY);
  });

  it("is the same for a matrix and its transpose", () => {
    const rng = new Rng(3);
    const tall = Array.from({ length: 7 }, () => [...rng.normals(3)]);
    const wide = [0, 1, 2].map((j) => tall.map((row) => row[j]!));
    expect(conditionNumber(wide)).toBeCloseTo(conditionNumber(tall), 10);
    expect(
      singularValues(wide)
        .slice(3)
        .every(({ value }) => value < 1e-12),
    ).toBe(true);
  });
});
