import { describe, expect, it } from "vitest";
import { layerNorm, layerNormBackward, layerNormBackwardWeight } from "./layer-norm.js";
import { dot, expectClose, expectSplits, numbers, slopes } from "./testing.test-helper.js";
import type { Floats } from "./types.js";

function normalise(x: Floats, weight: Floats | null, bias: Floats | null, cols: number, eps = 1e-5) {
  const rows = x.length / cols;
  const y = new Float64Array(x.length);
  const mean = new Float64Array(rows);
  const rstd = new Float64Array(rows);
  layerNorm(x, weight, bias, y, mean, rstd, cols, eps, 0, rows);
  return { y, mean, rstd };
}

describe("layerNorm", () => {
  it("gives values worked by hand", () => {
    // mean 3, squares (4 + 0 + 4)/3 = 8/3; with eps 4/3 the variance is 4 and rstd 1/2
    const { y, mean, rstd } = normalise(Float64Array.of(1, 3, 5), Float64Array.of(1, 10, 2), null, 3, 4 / 3);
    expectClose(y, [-1, 0, 2]);
    expectClose([mean[0]!, rstd[0]!], [3, 0.5]);
    const shifted = normalise(Float64Array.of(1, 3, 5), null, Float64Array.of(7, 7, 0), 3, 4 / 3);
    expectClose(shifted.y, [6, 7, 1]);
  });

  it("makes rows of mean 0 and variance 1, also far from zero", () => {
    const x = numbers(1, 60);
    const far = x.map((value) => value + 1e6);
    const near = normalise(x, null, null, 20, 0);
    for (let r = 0; r < 3; r++) {
      const row = near.y.subarray(r * 20, r * 20 + 20);
      expectClose([row.reduce((a, b) => a + b), dot(row, row)], [0, 20]);
    }
    expectClose(normalise(far, null, null, 20, 0).y, near.y, 1e-8, 1e-8); // x + 1e6 keeps 10 digits of x
  });

  it("gives a constant row its bias", () => {
    const { y, rstd } = normalise(Float64Array.of(4, 4), Float64Array.of(3, 3), Float64Array.of(1, 2), 2, 1e-2);
    expect([...y]).toEqual([1, 2]);
    expectClose(rstd, [10]);
  });
});

describe("the gradient of layerNorm", () => {
  const cols = 5;
  const rows = 3;
  const x = numbers(2, rows * cols);
  const weight = numbers(3, cols);
  const bias = numbers(4, cols);
  const dy = numbers(5, rows * cols);
  const { mean, rstd } = normalise(x, weight, bias, cols);

  it("has the slopes that finite differences give, with and without a weight", () => {
    for (const w of [weight, null]) {
      const dx = new Float64Array(x.length);
      layerNormBackward(x, w, mean, rstd, dy, dx, cols, 0, rows);
      expectClose(
        dx,
        slopes((at) => dot(normalise(at, w, bias, cols).y, dy), x),
        1e-7,
        1e-8,
      );
    }
    const dweight = new Float64Array(cols);
    const dbias = new Float64Array(cols);
    layerNormBackwardWeight(x, mean, rstd, dy, dweight, dbias, rows, cols, 0, cols);
    expectClose(
      dweight,
      slopes((at) => dot(normalise(x, at, bias, cols).y, dy), weight),
      1e-7,
      1e-8,
    );
    expectClose(
      dbias,
      slopes((at) => dot(normalise(x, weight, at, cols).y, dy), bias),
      1e-7,
      1e-8,
    );
    const alone = new Float64Array(cols);
    layerNormBackwardWeight(x, mean, rstd, dy, alone, null, rows, cols, 0, cols);
    expect(alone).toEqual(dweight);
  });

  it("is the same in pieces", () => {
    const many =
      (...lengths: number[]) =>
      () =>
        lengths.map((length) => new Float64Array(length));
    expectSplits(rows, many(15, 3, 3), ([y, m, s], b, e) => layerNorm(x, weight, bias, y!, m!, s!, cols, 1e-5, b, e));
    expectSplits(rows, many(15), ([dx], b, e) => layerNormBackward(x, weight, mean, rstd, dy, dx!, cols, b, e));
    expectSplits(cols, many(5, 5), ([dw, db], b, e) =>
      layerNormBackwardWeight(x, mean, rstd, dy, dw!, db!, rows, cols, b, e),
    );
  });
});
