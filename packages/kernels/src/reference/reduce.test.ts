import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argmax, cumsum, max, min, sum } from "./reduce.js";
import { expectClose, expectSplits, numbers } from "./testing.test-helper.js";

// x of shape (2, 3, 2): two outer blocks of three rows of two
const x = Float64Array.of(1, 10, 2, 20, 3, 30, 4, 40, 6, 50, 5, 60);

describe("the reductions", () => {
  it("give values worked by hand over the middle axis", () => {
    const y = new Float64Array(4);
    sum(x, y, 3, 2, 0, 4);
    expect([...y]).toEqual([6, 60, 15, 150]);
    max(x, y, 3, 2, 0, 4);
    expect([...y]).toEqual([3, 30, 6, 60]);
    min(x, y, 3, 2, 0, 4);
    expect([...y]).toEqual([1, 10, 4, 40]);
    const at = new Int32Array(4);
    argmax(x, at, 3, 2, 0, 4);
    expect([...at]).toEqual([2, 2, 1, 2]);
    const running = new Float64Array(12);
    cumsum(x, running, 3, 2, 0, 4);
    expect([...running]).toEqual([1, 10, 3, 30, 6, 60, 4, 40, 10, 90, 15, 150]);
  });

  it("sum nothing to 0", () => {
    const y = Float64Array.of(7, 7);
    sum(new Float64Array(0), y, 0, 1, 0, 2);
    expect([...y]).toEqual([0, 0]);
  });

  it("carry NaN, and argmax finds it first of all", () => {
    const values = Float64Array.of(1, NaN, Infinity, NaN);
    const y = new Float64Array(1);
    for (const kernel of [sum, max, min]) {
      kernel(values, y, 4, 1, 0, 1);
      expect(y[0]).toBeNaN();
    }
    const at = new Int32Array(1);
    argmax(values, at, 4, 1, 0, 1);
    expect(at[0]).toBe(1);
  });

  it("argmax takes the first of equals", () => {
    const at = new Int32Array(1);
    argmax(Float64Array.of(0, 5, 5, -Infinity), at, 4, 1, 0, 1);
    expect(at[0]).toBe(1);
    argmax(Float64Array.of(-Infinity, -Infinity), at, 2, 1, 0, 1);
    expect(at[0]).toBe(0);
  });

  it("agree with plain lists for any shape, whole or in pieces", () => {
    const size = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(size, size, size, fc.nat(), (outer, n, inner, seed) => {
        const values = numbers(seed, outer * n * inner);
        const lanes = Array.from({ length: outer * inner }, (_, lane) =>
          Array.from({ length: n }, (_, k) => values[(Math.floor(lane / inner) * n + k) * inner + (lane % inner)]!),
        );
        const y = new Float64Array(lanes.length);
        sum(values, y, n, inner, 0, y.length);
        expectClose(
          y,
          lanes.map((lane) => lane.reduce((a, b) => a + b)),
        );
        max(values, y, n, inner, 0, y.length);
        expectClose(
          y,
          lanes.map((lane) => Math.max(...lane)),
          0,
          0,
        );
        const at = new Int32Array(y.length);
        argmax(values, at, n, inner, 0, y.length);
        expect([...at]).toEqual(lanes.map((lane) => lane.indexOf(Math.max(...lane))));
        const run = (kernel: typeof sum, length: number) =>
          expectSplits(
            y.length,
            () => [new Float64Array(length)],
            ([out], b, e) => kernel(values, out!, n, inner, b, e),
          );
        for (const kernel of [sum, max, min]) run(kernel, y.length);
        run(cumsum, values.length);
      }),
      { numRuns: 50 },
    );
  });
});
