import fc from "fast-check";
import { describe, it } from "vitest";
import { compare } from "./compare.test-helper.js";
import { Output, TestEngine, testBuilds } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

describe.each(testBuilds)("adamw, sgd and uniform of the build %s", async (build) => {
  const engine = await TestEngine.create(build);
  const length = fc.integer({ min: 0, max: 21 });

  it("adamw agrees with the reference", () => {
    fc.assert(
      fc.property(length, fc.nat(), (n, seed) => {
        const samples = new Samples(seed);
        const state = [new Output(samples.floats(n)), samples.floats(n), new Output(samples.floats(n))];
        const args = [...state, new Output(samples.floats(n, 0, 2)), 1e-2, 0.9, 0.99, 1e-3, 0.1, 0.4, 0.2];
        // p moves by up to lr / correction1 * m / √v = 0.25: its own rounding, and a few of the step
        compare(engine, { kernel: "adamw", extent: n, args }, { rtol: 2e-6, atol: 1e-6 });
      }),
    );
  });

  it("sgd agrees with the reference, with and without momentum", () => {
    const parts = fc.record({ hasSum: fc.boolean(), nesterov: fc.nat(1), weightDecay: fc.constantFrom(0, 0.1) });
    fc.assert(
      fc.property(length, parts, fc.nat(), (n, { hasSum, nesterov, weightDecay }, seed) => {
        const samples = new Samples(seed);
        const b = hasSum ? new Output(samples.floats(n)) : null;
        const args = [new Output(samples.floats(n)), samples.floats(n), b, 0.1, 0.9, weightDecay, nesterov];
        // sums of up to four products of size 4 at most, rounded one by one
        compare(engine, { kernel: "sgd", extent: n, args }, { rtol: 1e-6, atol: 1e-6 });
      }),
    );
  });

  it("uniform gives the same bits as the reference", () => {
    const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(length, word, word, fc.oneof(word, fc.constant(-1)), word, (n, key0, key1, counter0, counter1) => {
        const args = [new Output(new Float32Array(n)), key0, key1, counter0, counter1];
        compare(engine, { kernel: "uniform", extent: n, args });
      }),
    );
  });
});
