import fc from "fast-check";
import { describe, it } from "vitest";
import { compare } from "./compare.test-helper.js";
import { Output, TestEngine, testBuilds } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

describe.each(testBuilds)("conversions and copies of the build %s", async (build) => {
  const engine = await TestEngine.create(build);
  const length = fc.integer({ min: 0, max: 21 });

  it("where, fill, castI32, castU8 and toI32 are exact", () => {
    fc.assert(
      fc.property(length, fc.nat(), (n, seed) => {
        const samples = new Samples(seed);
        const floats = () => new Output(new Float32Array(n));
        const condition = Uint8Array.from(samples.integers(n, 0, 3));
        const wild = samples.wildFloats(n);
        const args = [condition, wild, samples.wildFloats(n), floats()];
        compare(engine, { kernel: "where", extent: n, args });
        compare(engine, { kernel: "fill", extent: n, args: [floats(), samples.next(-9, 9)] }, { ulp: 1 });
        compare(engine, { kernel: "castI32", extent: n, args: [samples.integers(n, -(2 ** 31), 2 ** 31), floats()] });
        compare(engine, { kernel: "castU8", extent: n, args: [condition, floats()] });
        const numbers = wild.map((value) => value * samples.next(0.5, 1e10));
        compare(engine, { kernel: "toI32", extent: n, args: [numbers, new Output(new Int32Array(n))] });
      }),
    );
  });

  it("copy32 and copy8 move boxes between any layouts", () => {
    const size = fc.integer({ min: 0, max: 5 });
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    const wide = fc.integer({ min: 0, max: 21 });
    fc.assert(
      fc.property(size, size, size, wide, order, order, fc.nat(), (d0, d1, d2, d3, xOrder, yOrder, seed) => {
        const dims = [d0, d1, d2, d3];
        const total = d0 * d1 * d2 * d3;
        const args = [d0, d1, d2, d3, ...permuted(dims, xOrder), ...permuted(dims, yOrder)];
        const x = new Samples(seed).integers(total, -100, 100);
        compare(engine, { kernel: "copy32", extent: d0, args: [x, new Output(new Int32Array(total)), ...args] });
        const bytes = Uint8Array.from(x);
        compare(engine, { kernel: "copy8", extent: d0, args: [bytes, new Output(new Uint8Array(total)), ...args] });
      }),
      { numRuns: 300 },
    );
  });

  it("copy32 transposes planes of more than one square, repeats and pads", () => {
    const x = new Samples(1).floats(37 * 50);
    const transposed = [1, 1, 50, 37, 0, 0, 1, 50, 0, 0, 37, 1];
    compare(engine, { kernel: "copy32", extent: 1, args: [x, new Output(new Float32Array(37 * 50)), ...transposed] });
    const repeated = [3, 1, 5, 9, 0, 0, 1, 0, 45, 0, 9, 1];
    compare(engine, { kernel: "copy32", extent: 3, args: [x, new Output(new Float32Array(3 * 45)), ...repeated] });
    const padded = [2, 2, 2, 5, 20, 10, 5, 1, 60, 30, 12, 1]; // leaves what lies between the rows of y alone
    compare(engine, { kernel: "copy32", extent: 2, args: [x, new Output(new Float32Array(120).fill(7)), ...padded] });
  });
});

/** The strides of a contiguous array whose axes lie in this order in memory. */
function permuted(dims: readonly number[], order: readonly number[]): number[] {
  const strides = [0, 0, 0, 0];
  let stride = 1;
  for (const axis of [...order].reverse()) {
    strides[axis] = stride;
    stride *= dims[axis]!;
  }
  return strides;
}
