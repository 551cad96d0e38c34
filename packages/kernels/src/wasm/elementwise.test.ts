import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, expectClose, type Tolerance, ulpOf } from "./compare.test-helper.js";
import { byReference, Output, TestEngine, testBuilds } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

const tiny = 2 ** -126; // below it some results are 0

/** Units in the last place by which a result may be off; 0 where IEEE 754 or the kernel makes it exact. */
const unary: Record<string, Tolerance> = {
  neg: {},
  abs: {},
  sign: {},
  square: {},
  sqrt: {},
  rsqrt: { ulp: 2 },
  exp: { ulp: 1.1 },
  log: { ulp: 1 },
  tanh: { ulp: 3 },
  sigmoid: { ulp: 3, atol: tiny },
  relu: {},
  erf: { ulp: 3 },
  sin: { ulp: 1 },
  cos: { ulp: 1 },
  gelu: { ulp: 8, atol: tiny },
  // the exponent 2u is rounded to a float: its error grows with |x| in the left tail, where the value vanishes
  geluTanh: { rtol: 1e-6, atol: 2e-9 },
  silu: { ulp: 4, atol: 1e-36 },
  floor: {},
};

const slopes: Record<string, Tolerance> = {
  geluBackward: { rtol: 1e-6, atol: 1e-6 }, // two terms cancel, whose sizes are up to 1 times |dy|
  geluTanhBackward: { rtol: 1e-6, atol: 1e-6 },
};

describe.each(testBuilds)("elementwise kernels of the build %s", async (build) => {
  const engine = await TestEngine.create(build);
  const length = fc.integer({ min: 0, max: 21 });

  it.each(Object.entries(unary))("%s", (kernel, tolerance) => {
    fc.assert(
      fc.property(length, fc.nat(), (n, seed) => {
        const args = [new Samples(seed).wildFloats(n), new Output(new Float32Array(n))];
        compare(engine, { kernel: kernel as "neg", extent: n, args }, tolerance);
      }),
    );
  });

  it.each(Object.entries(unary))("%s on a fine grid of [-20, 20] and over all exponents", (kernel, tolerance) => {
    const grid = Float32Array.from({ length: 20001 }, (_, i) => (i - 10000) / 500 + 1e-5);
    const exponents = Float32Array.from({ length: 2400 }, (_, i) => (i & 1 ? -1.37 : 1.37) * 2 ** (i / 10 - 120));
    for (const x of [grid, exponents]) {
      const launch = {
        kernel: kernel as "neg",
        extent: x.length,
        args: [x, new Output(new Float32Array(x.length))],
      };
      expectClose(kernel, engine.run(launch)[0]!, byReference(launch)[0]!, tolerance);
    }
  });

  it.each(Object.entries(slopes))("%s", (kernel, tolerance) => {
    fc.assert(
      fc.property(length, fc.nat(), (n, seed) => {
        const samples = new Samples(seed);
        const x = samples.wildFloats(n).map((value) => (Math.abs(value) === Infinity ? 9 : value));
        const args = [x, samples.floats(n, -1, 1), new Output(new Float32Array(n))];
        compare(engine, { kernel: kernel as "geluBackward", extent: n, args }, tolerance);
      }),
    );
  });
});

describe("ulpOf", () => {
  it("is the distance to the next float32", () => {
    expect([1, 1.5, 2, 0].map(ulpOf)).toEqual([2 ** -23, 2 ** -23, 2 ** -22, 2 ** -149]);
  });
});
