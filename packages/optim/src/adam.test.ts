import { Parameter } from "@cairn-ml/autograd";
import { type Device, expectClose, fromData, init, ReferenceDevice, Rng, tensor, WasmDevice } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type AdamFactors, adamwComposed, adamwFused } from "./adam-step.js";
import { Adam, AdamW } from "./index.js";
import { RunningPower } from "./running-power.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("Adam and AdamW", () => {
  it("step by lr against the gradient's sign at first", () => {
    for (const Kind of [Adam, AdamW]) {
      const p = new Parameter(tensor([1, 2, 3]));
      new Kind([p], { lr: 0.5, weightDecay: 0, eps: 0 }).step([tensor([4, -0.001, 1e5])]);
      expectClose(p, [0.5, 2.5, 2.5], { rtol: 1e-12 });
    }
  });

  it("walk by lr a step while the gradient stays, and AdamW shrinks on the way", () => {
    const steps = fc.integer({ min: 1, max: 60 });
    const gradient = fc.oneof(number(0.1, 5), number(-5, -0.1));
    fc.assert(
      fc.property(gradient, number(0.001, 0.1), number(0, 0.5), steps, (g, lr, weightDecay, n) => {
        const [adam, adamw] = [new Parameter(tensor([1])), new Parameter(tensor([1]))];
        const optimizers = [new Adam([adam], { lr }), new AdamW([adamw], { lr, weightDecay })];
        for (let i = 0; i < n; i++) for (const optimizer of optimizers) optimizer.step([tensor([g])]);
        const step = (lr * g) / (Math.abs(g) + 1e-8);
        let expected = 1;
        for (let i = 0; i < n; i++) expected -= lr * weightDecay * expected + step;
        expectClose(adam, [1 - n * step], { rtol: 1e-9, atol: 1e-9 });
        expectClose(adamw, [expected], { rtol: 1e-9, atol: 1e-9 });
      }),
    );
  });

  it("put the decay in different places", () => {
    const [adam, adamw] = [new Parameter(tensor([2])), new Parameter(tensor([2]))];
    new Adam([adam], { lr: 0.1, weightDecay: 0.5, eps: 0 }).step([tensor([-3])]); // g + 0.5 · 2 is negative still
    new AdamW([adamw], { lr: 0.1, weightDecay: 0.5, eps: 0 }).step([tensor([-3])]);
    expectClose(adam, [2.1], { rtol: 1e-12 });
    expectClose(adamw, [2.1 - 0.1 * 0.5 * 2], { rtol: 1e-12 });
  });

  it("stay where the gradient is zero, but for the decay", () => {
    const [adam, adamw] = [new Parameter(tensor([2])), new Parameter(tensor([2]))];
    new Adam([adam]).step([tensor([0])]);
    new AdamW([adamw], { lr: 0.5, weightDecay: 0.5 }).step([tensor([0])]);
    expect([adam.item(), adamw.item()]).toEqual([2, 1.5]);
  });

  it("say which option is wrong", () => {
    const p = new Parameter(tensor([0]));
    expect(() => new Adam([p], { betas: [1, 0.999] })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Adam: betas[0] is out of range.
        given:    betas[0] 1
        expected: a number from 0 up, below 1]
    `);
    expect(() => new AdamW([p], { betas: [0.9, -0.1] })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: AdamW: betas[1] is out of range.
        given:    betas[1] -0.1
        expected: a number from 0 up, below 1]
    `);
    expect(() => new AdamW([p], { eps: -1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: AdamW: eps is out of range.
        given:    eps -1
        expected: a number from 0 up]
    `);
    expect(() => new AdamW([p], { weightDecay: -1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: AdamW: weightDecay is out of range.
        given:    weightDecay -1
        expected: a number from 0 up]
    `);
  });
});

describe("the fused step", () => {
  /** p, g, m, v after some steps of each on this device, from the same start. */
  function both(device: Device, size: number, seed: number, factors: Omit<AdamFactors, "correction1" | "correction2">) {
    const rng = new Rng(seed);
    const draw = (low: number, high: number) => rng.uniforms(size).map((u) => low + (high - low) * u);
    const [p, m, v] = [draw(-2, 2), draw(-1, 1), draw(0, 1)];
    const [power1, power2] = [new RunningPower(factors.beta1), new RunningPower(factors.beta2)];
    const sides = [adamwFused, adamwComposed].map((step) => ({
      step,
      state: [p, m, v].map((x) => fromData(x, [size], { device })) as [Parameter, Parameter, Parameter],
    }));
    for (let t = 1; t <= 5; t++) {
      const g = fromData(draw(-3, 3), [size], { device });
      const all = { ...factors, correction1: 1 - power1.at(t), correction2: 1 - power2.at(t) };
      for (const { step, state } of sides) step(state[0], g, state[1], state[2], all);
    }
    return sides.map((side) => side.state);
  }

  const size = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(1000)); // crosses the 4-lane SIMD boundary
  const property = (device: Device, tolerance: { rtol: number; atol: number }) =>
    fc.assert(
      fc.property(size, fc.nat(), number(0, 0.1), number(0, 0.5), (n, seed, lr, weightDecay) => {
        const factors = { lr, weightDecay, beta1: 0.875, beta2: 0.99609375, eps: 1e-8 }; // exact in float32
        const [fused, composed] = both(device, n, seed, factors);
        fused!.forEach((x, i) => {
          expectClose(x, composed![i]!, tolerance);
        });
      }),
      { numRuns: 50 },
    );

  it("equals the composition", () => {
    property(new ReferenceDevice(), { rtol: 1e-12, atol: 1e-12 });
  });

  it("equals the composition in float32, but for the order of rounding", () => {
    property(new ReferenceDevice({ dtype: "float32" }), { rtol: 2e-6, atol: 2e-6 }); // five steps of some six roundings
  });

  it("equals the composition on wasm, but for the order of rounding", async () => {
    property(await WasmDevice.create(), { rtol: 2e-6, atol: 2e-6 });
  });
});

describe("RunningPower", () => {
  it("has the same bits after a jump", () => {
    const walked = new RunningPower(0.999);
    for (let t = 0; t <= 500; t++) walked.at(t);
    expect(new RunningPower(0.999).at(500)).toBe(walked.at(500));
    expect(walked.at(3)).toBe(0.999 * 0.999 * 0.999);
    expect(walked.at(0)).toBe(1);
  });
});
