import fc from "fast-check";
import { describe, it } from "vitest";
import type { KernelName } from "../reference/kernel-name.js";
import { compare, type Tolerance } from "./compare.test-helper.js";
import { byReference, Output, type TestArray, TestEngine, testBuilds } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

const out = (length: number) => new Output(new Float32Array(length));

describe.each(testBuilds)("row kernels of the build %s", async (build) => {
  const engine = await TestEngine.create(build);
  const rows = fc.integer({ min: 0, max: 6 });
  const cols = fc.integer({ min: 1, max: 21 });
  const check = (
    kernel: KernelName,
    extent: number,
    args: (number | null | TestArray | Output)[],
    tolerance: Tolerance,
  ) => compare(engine, { kernel, extent, args }, tolerance);

  it("softmax and logSoftmax, with infinities and NaN", () => {
    fc.assert(
      fc.property(rows, cols, fc.constantFrom("plain", "wild", "masked"), fc.nat(), (rows, cols, kind, seed) => {
        const samples = new Samples(seed);
        let x = kind === "wild" ? samples.wildFloats(rows * cols) : samples.floats(rows * cols, -9, 9);
        if (kind === "masked") x = x.map((value) => (samples.next() < 0.5 ? Number.NEGATIVE_INFINITY : value));
        // x - max is up to 18 here, and exp passes on its rounding of 18/2^24
        check("softmax", rows, [x, out(rows * cols), cols], { rtol: 2e-6, atol: 1e-37 });
        check("logSoftmax", rows, [x, out(rows * cols), cols], { rtol: 1e-6, atol: 1e-6 });
      }),
      { numRuns: 200 },
    );
  });

  it("softmax keeps its sum over 50257 columns, and rows far from zero their digits", () => {
    const x = new Samples(3).floats(50257, -5, 5);
    check("softmax", 1, [x, out(50257), 50257], { rtol: 2e-6 });
    check("logSoftmax", 1, [x, out(50257), 50257], { rtol: 1e-6 });
    check("softmax", 1, [x.map((value) => value + 1e4), out(50257), 50257], { rtol: 2e-6 });
  });

  it("softmaxBackward and logSoftmaxBackward", () => {
    fc.assert(
      fc.property(rows, cols, fc.nat(), (rows, cols, seed) => {
        const samples = new Samples(seed);
        const args = [samples.floats(rows * cols, -4, 0), samples.floats(rows * cols), out(rows * cols), cols];
        check("softmaxBackward", rows, args, { rtol: 1e-6, atol: 1e-6 * 16 * cols });
        check("logSoftmaxBackward", rows, args, { rtol: 1e-6, atol: 1e-6 * 2 * cols });
      }),
    );
  });

  it("layerNorm and its gradients, with and without weight and bias", () => {
    fc.assert(
      fc.property(
        rows,
        cols,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(0, 100),
        fc.nat(),
        (rows, cols, hasWeight, hasBias, far, seed) => {
          const samples = new Samples(seed);
          const x = samples.floats(rows * cols).map((value) => value + far);
          const weight = hasWeight ? samples.floats(cols) : null;
          const bias = hasBias ? samples.floats(cols) : null;
          const args = [x, weight, bias, out(rows * cols), out(rows), out(rows), cols, 1e-2];
          const [, mean, rstd] = byReference({ kernel: "layerNorm", extent: rows, args }).map((array) =>
            Float32Array.from(array),
          );
          check("layerNorm", rows, args, { rtol: 2e-6, atol: 4e-6 });
          const dy = samples.floats(rows * cols);
          const given = [mean!, rstd!, dy];
          // (x - mean) cancels: an error of one rounding of x, times rstd (10 at most) and a few factors of size 2
          const atol = 1e-5 + far * 1e-5 * cols;
          check("layerNormBackward", rows, [x, weight, ...given, out(rows * cols), cols], { rtol: 1e-5, atol });
          const dbias = hasBias ? out(cols) : null;
          check("layerNormBackwardWeight", cols, [x, ...given, out(cols), dbias, rows, cols], {
            rtol: 1e-5,
            atol: 1e-5,
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([64, 65, 200])("layerNormBackwardWeight adds up %i rows, in blocks", (rows) => {
    const samples = new Samples(6);
    const given = [samples.floats(rows * 21), samples.floats(rows), samples.floats(rows), samples.floats(rows * 21)];
    // terms of size up to 2 · 2 · 4
    check("layerNormBackwardWeight", 21, [...given, out(21), out(21), rows, 21], {
      rtol: 1e-6,
      atol: 1e-6 * rows * 16,
    });
  });

  it("layerNorm keeps the variance of rows far from zero", () => {
    const x = new Samples(5).floats(3 * 129).map((value) => value + 1e5);
    const args = [x, null, null, out(3 * 129), out(3), out(3), 129, 1e-5];
    check("layerNorm", 3, args, { rtol: 1e-5, atol: 1e-5 });
  });

  it("crossEntropy and its gradient, with ignored targets", () => {
    fc.assert(
      fc.property(rows, cols, fc.nat(), (rows, cols, seed) => {
        const samples = new Samples(seed);
        const logits = samples.floats(rows * cols, -9, 9);
        const targets = samples.integers(rows, -1, cols);
        const args = [logits, targets, out(rows), out(rows), cols, -1];
        check("crossEntropy", rows, args, { rtol: 1e-6, atol: 1e-6 });
        const lse = Float32Array.from(byReference({ kernel: "crossEntropy", extent: rows, args })[1]!);
        const gradient = [logits, targets, lse, samples.floats(rows), out(rows * cols), cols, -1];
        check("crossEntropyBackward", rows, gradient, { rtol: 1e-5, atol: 1e-6 });
      }),
    );
  });

  it("takeRows and scatterAddRows", () => {
    fc.assert(
      fc.property(rows, cols, fc.nat(), (rows, cols, seed) => {
        const samples = new Samples(seed);
        const index = samples.integers(rows, 0, 4);
        check("takeRows", rows, [samples.wildFloats(4 * cols), index, out(rows * cols), cols], {});
        const table = new Output(samples.floats(4 * cols));
        const args = [samples.floats(rows * cols), index, table, rows, cols];
        check("scatterAddRows", cols, args, { atol: 1e-6 * 2 * (rows + 1) });
      }),
    );
  });
});
