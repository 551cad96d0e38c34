import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as binary from "./binary.js";
import * as compare from "./compare.js";
import { expectSplits, numbers } from "./testing.test-helper.js";

const scalar: Record<keyof typeof binary, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pow: (a, b) => a ** b,
  maximum: Math.max,
  minimum: Math.min,
  reluBackward: (a, b) => (b > 0 ? a : 0),
  sigmoidBackward: (a, b) => a * b * (1 - b),
};

const kernels = { ...binary };
const comparisons = { ...compare };

describe("the binary kernels", () => {
  it("give values worked by hand", () => {
    const run = (name: keyof typeof binary, a: number[], b: number[]) => {
      const y = new Float64Array(a.length);
      kernels[name](Float64Array.from(a), Float64Array.from(b), y, a.length, 0, 1, 0, 1, 0, 0, a.length);
      return [...y];
    };
    expect(run("add", [1, 2], [3, -5])).toEqual([4, -3]);
    expect(run("sub", [1, 2], [3, -5])).toEqual([-2, 7]);
    expect(run("mul", [1, 2], [3, -5])).toEqual([3, -10]);
    expect(run("div", [1, 2, -1], [4, -5, 0])).toEqual([0.25, -0.4, -Infinity]);
    expect(run("pow", [2, 9, -2, NaN], [10, 0.5, 3, 0])).toEqual([1024, 3, -8, 1]);
    expect(run("maximum", [1, 5, NaN, 1], [3, -5, 1, NaN])).toEqual([3, 5, NaN, NaN]);
    expect(run("minimum", [1, 5, NaN, 1], [3, -5, 1, NaN])).toEqual([1, -5, NaN, NaN]);
    expect(run("reluBackward", [3, Infinity, -4], [2, 0, 0.5])).toEqual([3, 0, -4]);
    expect(run("sigmoidBackward", [8, 3, 5], [0.5, 1, 0])).toEqual([2, 0, 0]);
  });

  it("repeat rows, columns and single numbers by stride 0", () => {
    const y = new Float64Array(6);
    binary.add(Float64Array.of(1, 2, 3), Float64Array.of(10, 20), y, 3, 0, 1, 1, 0, 0, 0, 6); // (1, 3) + (2, 1)
    expect([...y]).toEqual([11, 12, 13, 21, 22, 23]);
    binary.mul(Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(2), y, 3, 3, 1, 0, 0, 0, 0, 6); // (2, 3) · ()
    expect([...y]).toEqual([2, 4, 6, 8, 10, 12]);
    binary.sub(Float64Array.of(1, 2, 3, 4, 5, 6), null, y, 6, 0, 1, 0, 0, 3, 0, 6); // a number in the place of b
    expect([...y]).toEqual([-2, -1, 0, 1, 2, 3]);
    binary.sub(null, Float64Array.of(1, 2, 3, 4, 5, 6), y, 6, 0, 0, 0, 1, 3, 0, 6); // in the place of a
    expect([...y]).toEqual([2, 1, 0, -1, -2, -3]);
  });

  it("equal the definition for any strides", () => {
    const size = fc.integer({ min: 1, max: 9 });
    const bit = fc.constantFrom(0, 1);
    fc.assert(
      fc.property(size, size, bit, bit, bit, bit, fc.nat(), (rows, cols, aRow, aCol, bRow, bCol, seed) => {
        const a = numbers(seed, rows * cols, 0.5, 2);
        const b = numbers(seed + 1, rows * cols, 0.5, 2);
        for (const name of Object.keys(scalar) as (keyof typeof binary)[]) {
          const expected = Float64Array.from({ length: rows * cols }, (_, i) => {
            const r = Math.floor(i / cols);
            const c = i % cols;
            return scalar[name](a[r * aRow * cols + c * aCol]!, b[r * bRow * cols + c * bCol]!);
          });
          const y = new Float64Array(rows * cols);
          kernels[name](a, b, y, cols, aRow * cols, aCol, bRow * cols, bCol, 0, 0, rows * cols);
          y.forEach((value, i) => {
            expect(value, `${name} at ${i}`).toBeCloseTo(expected[i]!, 13);
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  it("write their slice alone, also one that begins inside a row", () => {
    const a = numbers(1, 21);
    const b = numbers(2, 7);
    expectSplits(
      21,
      () => [new Float64Array(21)],
      ([y], from, to) => binary.sub(a, b, y!, 7, 7, 1, 0, 1, 0, from, to),
    );
  });
});

describe("the comparisons", () => {
  const a = Float64Array.of(1, 2, 3, NaN, 0);
  const b = Float64Array.of(2, 2, 2, NaN, -0);
  const run = (name: "equal" | "notEqual" | "less" | "lessEqual") => {
    const y = new Uint8Array(5);
    comparisons[name](a, b, y, 5, 0, 1, 0, 1, 0, 0, 5);
    return [...y];
  };

  it("give 0 and 1; NaN only differs", () => {
    expect(run("equal")).toEqual([0, 1, 0, 0, 1]);
    expect(run("notEqual")).toEqual([1, 0, 1, 1, 0]);
    expect(run("less")).toEqual([1, 0, 0, 0, 0]);
    expect(run("lessEqual")).toEqual([1, 1, 0, 0, 1]);
  });

  it("where takes a at the true places", () => {
    const y = new Float64Array(5);
    compare.where(Uint8Array.of(1, 0, 255, 0, 1), a, b, y, 0, 4);
    expect([...y]).toEqual([1, 2, 3, NaN, 0]);
  });
});
