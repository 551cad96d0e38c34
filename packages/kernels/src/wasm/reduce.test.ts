import fc from "fast-check";
import { describe, it } from "vitest";
import { compare } from "./compare.test-helper.js";
import { Output, TestEngine, testBuilds } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

describe.each(testBuilds)("reductions of the build %s", async (build) => {
  const engine = await TestEngine.create(build);
  const size = fc.integer({ min: 0, max: 20 });
  const outer = fc.integer({ min: 1, max: 4 });

  it("sum is within 1e-6 of the sum of its terms' sizes", () => {
    fc.assert(
      fc.property(outer, size, size, fc.nat(), (outer, n, inner, seed) => {
        const x = new Samples(seed).floats(outer * n * inner);
        const args = [x, new Output(new Float32Array(outer * inner)), n, inner];
        compare(engine, { kernel: "sum", extent: outer * inner, args }, { ulp: 1, atol: 1e-7 * n });
      }),
    );
  });

  it.each([
    [1, 1_000_003, 1],
    [3, 1, 70],
    [1, 50_001, 21],
    [2, 1000, 37],
  ])("sum keeps that for (%i, %i, %i), of one sign and of both", (outer, n, inner) => {
    const samples = new Samples(1);
    const out = () => new Output(new Float32Array(outer * inner));
    const constant = new Float32Array(outer * n * inner).fill(0.1);
    const mixed = samples.floats(outer * n * inner);
    const extent = outer * inner;
    compare(engine, { kernel: "sum", extent, args: [constant, out(), n, inner] }, { rtol: 1e-7 });
    compare(engine, { kernel: "sum", extent, args: [mixed, out(), n, inner] }, { ulp: 1, atol: 1e-9 * n });
  });

  it("max, min and argmax are exact, and NaN wins", () => {
    const atLeastOne = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(outer, atLeastOne, size, fc.boolean(), fc.nat(), (outer, n, inner, isWild, seed) => {
        const samples = new Samples(seed);
        const x = isWild ? samples.wildFloats(outer * n * inner) : samples.floats(outer * n * inner).map(Math.round);
        const extent = outer * inner;
        const floats = () => new Output(new Float32Array(extent));
        compare(engine, { kernel: "max", extent, args: [x, floats(), n, inner] });
        compare(engine, { kernel: "min", extent, args: [x, floats(), n, inner] });
        compare(engine, { kernel: "argmax", extent, args: [x, new Output(new Int32Array(extent)), n, inner] });
      }),
      { numRuns: 200 },
    );
  });

  it.each([256, 257, 700])("max and min of %i rows, in blocks, find what lies in any of them, and NaN", (n) => {
    for (const special of [1e30, -1e30, NaN]) {
      for (const row of [0, 255, n - 1]) {
        const x = new Samples(2).floats(n * 5);
        x[row * 5 + 3] = special;
        for (const kernel of ["max", "min"] as const) {
          compare(engine, { kernel, extent: 5, args: [x, new Output(new Float32Array(5)), n, 5] });
        }
      }
    }
  });

  it("cumsum", () => {
    fc.assert(
      fc.property(outer, size, size, fc.nat(), (outer, n, inner, seed) => {
        const x = new Samples(seed).floats(outer * n * inner);
        const args = [x, new Output(new Float32Array(outer * n * inner)), n, inner];
        compare(engine, { kernel: "cumsum", extent: outer * inner, args }, { ulp: 1, atol: 1e-9 });
      }),
    );
  });
});
