import { Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { principalComponents } from "./principal-components.js";
import { symmetricEigen } from "./symmetric-eigen.js";

const size = fc.integer({ min: 1, max: 17 });
const noise = (seed: number, count: number) => Array.from(new Rng(seed).normals(count));
const product = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0);

describe("principalComponents", () => {
  it("finds the line that points lie on, and the direction across it", () => {
    const { scores, shares } = principalComponents([0, 0, 1, 1, 2, 2], 2);
    expect(Array.from(scores, (score) => Number(score.toFixed(9)) + 0)).toEqual(
      [-Math.SQRT2, 0, 0, 0, Math.SQRT2, 0].map((score) => Number(score.toFixed(9))),
    );
    expect(shares.map((share) => Number(share.toFixed(12)))).toEqual([1, 0]);
    // An ellipse: 3 to each side along x, 1 along y.
    const ellipse = principalComponents([3, 0, -3, 0, 0, 1, 0, -1], 2);
    expect(ellipse.shares.map((share) => Number(share.toFixed(12)))).toEqual([0.9, 0.1]);
    expect(Array.from(ellipse.scores, (score) => Number(score.toFixed(9)) + 0)).toEqual([3, 0, -3, 0, 0, 1, 0, -1]);
  });

  it("gives zeros where all rows are the same, or there is one", () => {
    expect(principalComponents([1, 2, 3, 1, 2, 3], 3)).toEqual({ scores: new Float64Array(4), shares: [0, 0] });
    expect(principalComponents([1, 2, 3], 3)).toEqual({ scores: new Float64Array(2), shares: [0, 0] });
  });

  it("keeps distances and all variance with as many components as numbers", () => {
    fc.assert(
      fc.property(size, size, fc.nat(), (n, dim, seed) => {
        const rows = noise(seed, n * dim);
        const { scores, shares } = principalComponents(rows, dim, { components: dim });
        const total = shares.reduce((sum, share) => sum + share, 0);
        if (n > 1) expect(total).toBeCloseTo(1, 9);
        for (const [i, share] of shares.entries()) expect(share).toBeLessThanOrEqual((shares[i - 1] ?? 1) + 1e-9);
        const distance = (all: ArrayLike<number>, i: number) => {
          let sum = 0;
          for (let k = 0; k < dim; k++) sum += (all[i * dim + k]! - all[k]!) ** 2;
          return sum;
        };
        for (let i = 1; i < n; i++) expect(distance(scores, i)).toBeCloseTo(distance(rows, i), 8);
      }),
      { numRuns: 200 },
    );
  });

  it("finds directions that were put in, in many dimensions", () => {
    const [n, dim] = [300, 120];
    const [u, v] = [noise(1, dim), noise(2, dim)];
    const [a, b] = [noise(3, n), noise(4, n)];
    const dust = noise(5, n * dim);
    const rows = dust.map((grain, i) => {
      const [row, k] = [Math.floor(i / dim), i % dim];
      return 5 * a[row]! * u[k]! + 2 * b[row]! * v[k]! + 0.1 * grain;
    });
    const { scores, shares } = principalComponents(rows, dim);
    expect(shares[0]! + shares[1]!).toBeGreaterThan(0.99);
    const first = Array.from({ length: n }, (_, i) => scores[2 * i]!);
    const second = Array.from({ length: n }, (_, i) => scores[2 * i + 1]!);
    expect(Math.abs(product(first, second)) / product(first, first)).toBeLessThan(1e-8);
    const mean = a.reduce((sum, x) => sum + x, 0) / n;
    const put = a.map((x) => x - mean);
    const cosine = product(first, put) / Math.sqrt(product(first, first) * product(put, put));
    expect(Math.abs(cosine)).toBeGreaterThan(0.98);
  });

  it("refuses what are no rows", () => {
    expect(() => principalComponents([1, 2, 3], 2)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: principalComponents: these are no rows, or they have too few numbers.
        given:    3 numbers, 2 in a row, 2 components
        expected: whole rows, and no more components than a row has numbers]
    `);
    expect(() => principalComponents([1, 2], 1)).toThrow("principalComponents");
  });
});

describe("symmetricEigen", () => {
  it("takes a matrix apart, worked by hand", () => {
    const { values, vectors } = symmetricEigen([
      [2, 1],
      [1, 2],
    ]);
    expect(values.map((value) => Number(value.toFixed(12)))).toEqual([3, 1]);
    expect(Math.abs(vectors[0]![0]!)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(symmetricEigen([]).values).toEqual([]);
  });

  it("puts it together again", () => {
    fc.assert(
      fc.property(size, fc.nat(), (n, seed) => {
        const raw = noise(seed, n * n);
        const matrix = Array.from({ length: n }, (_, i) =>
          Array.from({ length: n }, (_, k) => raw[i * n + k]! + raw[k * n + i]!),
        );
        const { values, vectors } = symmetricEigen(matrix);
        for (let i = 0; i < n; i++) {
          for (let k = 0; k < n; k++) {
            const sum = values.reduce((sum, value, c) => sum + value * vectors[c]![i]! * vectors[c]![k]!, 0);
            expect(sum).toBeCloseTo(matrix[i]![k]!, 9);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
