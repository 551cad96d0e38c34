import fc from "fast-check";
import { describe, it } from "vitest";
import { compare } from "./compare.test-helper.js";
import { Output, TestEngine, testBuilds } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

interface Product {
  readonly batch: number;
  readonly M: number;
  readonly N: number;
  readonly K: number;
  readonly layout: string;
}

describe.each(testBuilds)("matmul of the build %s", async (build) => {
  const engine = await TestEngine.create(build);
  const check = ({ batch, M, N, K, layout }: Product, seed: number, repeatsB = false) => {
    const samples = new Samples(seed);
    const a = samples.floats(batch * M * K, -1, 1);
    const b = samples.floats((repeatsB ? 1 : batch) * K * N, -1, 1);
    const strides = [...(layout[0] === "N" ? [K, 1] : [1, M]), ...(layout[1] === "N" ? [N, 1] : [1, K])];
    const y = new Output(new Float32Array(batch * M * N).fill(NaN));
    const args = [a, b, y, M, N, K, ...strides, M * K, repeatsB ? 0 : K * N];
    // the terms' sizes have the mean 1/4
    compare(engine, { kernel: "matmul", extent: batch * Math.max(M, N), args }, { atol: 1e-6 * Math.max(1, K / 4) });
  };
  const layout = fc.constantFrom("NN", "NT", "TN", "TT");

  it("agrees with the reference on random shapes and layouts", () => {
    const size = fc.integer({ min: 0, max: 21 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        size,
        size,
        size,
        layout,
        fc.boolean(),
        fc.nat(),
        (batch, M, N, K, layout, repeatsB, seed) => check({ batch, M, N, K, layout }, seed, repeatsB),
      ),
      { numRuns: 300 },
    );
  });

  it.each(["NN", "NT", "TN", "TT"])("crosses every block edge, %s", (layout) => {
    check({ batch: 1, M: 123, N: 61, K: 259, layout }, 1);
    check({ batch: 1, M: 7, N: 1035, K: 17, layout }, 2);
    check({ batch: 2, M: 241, N: 9, K: 513, layout }, 3);
    check({ batch: 1, M: 1, N: 70, K: 1030, layout }, 4);
    check({ batch: 1, M: 70, N: 1, K: 1030, layout }, 5);
  });

  it.each(["NN", "NT", "TN", "TT"])("takes vectors of every length at which it goes another way, %s", (layout) => {
    for (const K of [1, 2, 3, 4, 5, 11, 12, 13, 511, 515]) {
      for (const N of [1, 2, 3, 4, 5, 12, 13, 31]) {
        check({ batch: 1, M: N, N: 1, K, layout }, K); // a matrix and a vector
        for (const M of [1, 4, 5]) check({ batch: 1, M, N, K, layout }, N);
      }
    }
  });

  it.each(["NN", "NT", "TN", "TT"])("takes every number of rows, and B packed and where it lies, %s", (layout) => {
    for (let M = 1; M <= 27; M++) check({ batch: 1, M, N: 9, K: 5, layout }, M);
    for (const M of [2, 3, 4, 10, 11, 24, 25, 144, 145]) {
      for (const N of [2, 8, 9, 511, 512]) check({ batch: 1, M, N, K: 3, layout }, N);
    }
  });

  it("takes strides beyond the rows, as slices of wider arrays have", () => {
    const samples = new Samples(7);
    const y = new Output(new Float32Array(11 * 13));
    const args = [samples.floats(11 * 40), samples.floats(9 * 50), y, 11, 13, 9, 40, 3, 50, 2, 0, 0];
    compare(engine, { kernel: "matmul", extent: 13, args }, { atol: 1e-5 });
  });

  it("keeps NaN and infinities in their rows and columns", () => {
    const samples = new Samples(9);
    for (const M of [1, 9]) {
      const a = samples.floats(M * 10);
      const b = samples.floats(10 * 11);
      a[3] = Infinity;
      b[25] = NaN;
      const args = [a, b, new Output(new Float32Array(M * 11)), M, 11, 10, 10, 1, 11, 1, 0, 0];
      compare(engine, { kernel: "matmul", extent: 11, args }, { atol: 1e-5 });
    }
  });
});
