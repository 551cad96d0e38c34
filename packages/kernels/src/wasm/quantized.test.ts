import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadFurther } from "../further/further.js";
import { compare } from "./compare.test-helper.js";
import { Output, TestEngine, testBuilds } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

describe.each(testBuilds)("rows of int8, build %s", async (build) => {
  const engine = await TestEngine.create(build);
  const size = fc.integer({ min: 0, max: 21 });
  const bytes = (samples: Samples, n: number) => Int8Array.from(samples.integers(n, -127, 128));

  it("quantizeRows rounds every row as the reference does, from any layout", () => {
    fc.assert(
      fc.property(size, size, fc.boolean(), fc.boolean(), fc.nat(), (rows, cols, turned, wild, seed) => {
        const samples = new Samples(seed);
        const x = wild ? samples.wildFloats(rows * cols) : samples.floats(rows * cols);
        const outputs = [new Output(new Int8Array(rows * cols)), new Output(new Float32Array(rows))];
        const args = [x, ...outputs, cols, ...(turned ? [1, rows] : [cols, 1])];
        compare(engine, { kernel: "quantizeRows", extent: rows, args });
      }),
      { numRuns: 300 },
    );
  });

  it("takeQuantizedRows gives scaled rows", () => {
    fc.assert(
      fc.property(size, size, fc.nat(), (rows, cols, seed) => {
        const samples = new Samples(seed);
        const [table, scale] = [bytes(samples, 7 * cols), samples.wildFloats(7)];
        const args = [table, scale, samples.integers(rows, 0, 7), new Output(new Float32Array(rows * cols)), cols];
        compare(engine, { kernel: "takeQuantizedRows", extent: rows, args }, { ulp: 1 });
      }),
    );
  });

  const check = (M: number, N: number, K: number, hasBias: boolean, seed: number) => {
    const samples = new Samples(seed);
    const x = samples.floats(M * K, -1, 1);
    const bias = hasBias ? samples.floats(N) : null;
    const args = [
      x,
      bytes(samples, N * K),
      samples.floats(N, 0, 0.01),
      bias,
      new Output(new Float32Array(M * N)),
      M,
      N,
      K,
    ];
    // the terms' sizes have the mean 0.005 · 64 / 2
    compare(engine, { kernel: "matmulQuantized", extent: N, args }, { ulp: 1, atol: 1e-6 * 0.16 * Math.max(8, K) });
  };

  it("matmulQuantized agrees with the reference on random shapes", () => {
    fc.assert(fc.property(size, size, fc.integer({ min: 0, max: 50 }), fc.boolean(), fc.nat(), check), {
      numRuns: 300,
    });
  });

  it("matmulQuantized takes long rows, and more of them than are rounded at once", () => {
    check(5, 3, 1537, true, 1);
    check(1, 9, 3072, false, 2);
    check(29, 2, 50_000, true, 3);
  });

  it("matmulQuantized holds the largest sums of a block", () => {
    const [x, w] = [new Float32Array(2 * 1024).fill(3), new Int8Array(1024).fill(127)];
    x.fill(-3, 1024);
    const args = [x, w, Float32Array.of(1), null, new Output(new Float32Array(2)), 2, 1, 1024];
    compare(engine, { kernel: "matmulQuantized", extent: 1, args }, { rtol: 1e-6 });
  });

  it("matmulQuantized gives NaN for a row that is not finite, and for that alone", () => {
    const x = Float32Array.of(1, 2, NaN, 1, Infinity, 1, 1e-35, 1e-36, 5, 5);
    const args = [x, Int8Array.of(1, 2), Float32Array.of(1), null, new Output(new Float32Array(5)), 5, 1, 2];
    compare(engine, { kernel: "matmulQuantized", extent: 1, args }, { rtol: 1e-6 });
  });
});

it.each([true, false])("the module of further kernels is small, shared: %s", async (shared) => {
  expect(gzipSync(await loadFurther(shared), { level: 9 }).length).toBeLessThanOrEqual(2000);
});
