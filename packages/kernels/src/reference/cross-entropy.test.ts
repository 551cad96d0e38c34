import { describe, expect, it } from "vitest";
import { crossEntropy, crossEntropyBackward } from "./cross-entropy.js";
import { dot, expectClose, expectSplits, numbers, slopes } from "./testing.test-helper.js";

function run(logits: Float64Array, targets: Int32Array, cols: number) {
  const losses = new Float64Array(targets.length);
  const lse = new Float64Array(targets.length);
  crossEntropy(logits, targets, losses, lse, cols, -100, 0, targets.length);
  return { losses, lse };
}

describe("crossEntropy", () => {
  it("gives values worked by hand", () => {
    const logits = Float64Array.of(0, Math.log(3), 5, 5, 1, 2); // probabilities 1/4 3/4, 1/2 1/2, ignored
    const { losses, lse } = run(logits, Int32Array.of(1, 0, -100), 2);
    expectClose(losses, [Math.log(4 / 3), Math.LN2, 0]);
    expectClose(lse, [Math.log(4), 5 + Math.LN2, Math.log(Math.E + Math.E ** 2)]);
  });

  it("stands large logits and classes that cannot be", () => {
    expectClose(run(Float64Array.of(1e4, 0, -Infinity), Int32Array.of(1), 3).losses, [1e4]);
    expect(run(Float64Array.of(0, -Infinity), Int32Array.of(1), 2).losses[0]).toBe(Infinity);
    expect(run(Float64Array.of(0, NaN), Int32Array.of(0), 2).losses[0]).toBeNaN();
  });
});

describe("crossEntropyBackward", () => {
  const logits = numbers(1, 20, -3, 3);
  const targets = Int32Array.of(0, 4, -100, 2);
  const dlosses = numbers(2, 4);
  const { lse } = run(logits, targets, 5);

  it("has the slopes that finite differences give, and none in ignored rows", () => {
    const dlogits = new Float64Array(20).fill(7);
    crossEntropyBackward(logits, targets, lse, dlosses, dlogits, 5, -100, 0, 4);
    expectClose(
      dlogits,
      slopes((at) => dot(run(at, targets, 5).losses, dlosses), logits),
      1e-7,
      1e-9,
    );
    expect([...dlogits.subarray(10, 15)]).toEqual([0, 0, 0, 0, 0]);
  });

  it("is the same in pieces", () => {
    expectSplits(
      4,
      () => [new Float64Array(20)],
      ([d], b, e) => crossEntropyBackward(logits, targets, lse, dlosses, d!, 5, -100, b, e),
    );
    expectSplits(
      4,
      () => [new Float64Array(4), new Float64Array(4)],
      ([losses, l], b, e) => crossEntropy(logits, targets, losses!, l!, 5, -100, b, e),
    );
  });
});
