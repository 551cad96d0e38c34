import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logSoftmax, logSoftmaxBackward, softmax, softmaxBackward } from "./softmax.js";
import { dot, expectClose, expectSplits, numbers, slopes } from "./testing.test-helper.js";

type Forward = typeof softmax;

function run(kernel: Forward, x: ArrayLike<number>, cols = x.length): Float64Array {
  const y = new Float64Array(x.length);
  kernel(Float64Array.from(x), y, cols, 0, x.length / cols);
  return y;
}

describe("softmax and logSoftmax", () => {
  it("give values worked by hand", () => {
    const x = [0, Math.log(3), Math.log(2), 0]; // two rows
    expectClose(run(softmax, x, 2), [1 / 4, 3 / 4, 2 / 3, 1 / 3]);
    expectClose(run(logSoftmax, x, 2), [1 / 4, 3 / 4, 2 / 3, 1 / 3].map(Math.log));
  });

  it("stand large values and infinities", () => {
    expectClose(run(softmax, [1e308, 1e308, -1e308, -Infinity]), [0.5, 0.5, 0, 0]);
    expectClose(run(logSoftmax, [1000, 1000, -Infinity]), [-Math.LN2, -Math.LN2, -Infinity]);
    expectClose(run(logSoftmax, [0, -800]), [0, -800]); // exp(-800) is 0, its logarithm is not
    for (const row of [
      [-Infinity, -Infinity],
      [Infinity, 0],
      [NaN, 0],
    ]) {
      expect(run(softmax, row).some(Number.isNaN)).toBe(true);
      expect(run(logSoftmax, row).some(Number.isNaN)).toBe(true);
    }
  });

  it("have rows that sum to 1, do not move when a row is shifted, and are each other's exponential", () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(size, size, fc.nat(), fc.double({ min: -500, max: 500, noNaN: true }), (rows, cols, seed, shift) => {
        const x = numbers(seed, rows * cols, -30, 30);
        const y = run(softmax, x, cols);
        for (let r = 0; r < rows; r++) {
          expectClose([y.subarray(r * cols, (r + 1) * cols).reduce((a, b) => a + b)], [1]);
        }
        expectClose(
          run(
            softmax,
            x.map((value) => value + shift),
            cols,
          ),
          y,
        );
        expectClose(run(logSoftmax, x, cols).map(Math.exp), y);
        for (const kernel of [softmax, logSoftmax]) {
          expectSplits(
            rows,
            () => [new Float64Array(x.length)],
            ([out], b, e) => kernel(x, out!, cols, b, e),
          );
        }
      }),
    );
  });
});

describe.each([
  ["softmaxBackward", softmax, softmaxBackward],
  ["logSoftmaxBackward", logSoftmax, logSoftmaxBackward],
] as const)("%s", (_, forward, backward) => {
  it("has the slopes that finite differences give", () => {
    const x = numbers(5, 12);
    const dy = numbers(6, 12);
    const dx = new Float64Array(12);
    backward(run(forward, x, 4), dy, dx, 4, 0, 3);
    expectClose(
      dx,
      slopes((at) => dot(run(forward, at, 4), dy), x),
      1e-7,
      1e-9,
    );
    const y = run(forward, x, 4);
    expectSplits(
      3,
      () => [new Float64Array(12)],
      ([out], b, e) => backward(y, dy, out!, 4, b, e),
    );
  });
});
