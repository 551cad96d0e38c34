import { expectClose } from "@cairn-ml/tensor";
import { describe, expect, it } from "vitest";
import { constant, warmupCosine } from "./index.js";

describe("constant", () => {
  it("is the same at every step", () => {
    expect([0, 1, 1e6].map(constant(0.1))).toEqual([0.1, 0.1, 0.1]);
  });

  it("is not negative", () => {
    expect(() => constant(-0.1)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: constant: lr is out of range.
        given:    lr -0.1
        expected: a number from 0 up]
    `);
  });
});

describe("warmupCosine", () => {
  it("rises in a line, falls along a cosine, stays", () => {
    const schedule = warmupCosine({ lr: 1, minLr: 0.1, warmupSteps: 3, totalSteps: 9 });
    const half = 0.5 * 0.9; // (lr - minLr) / 2; the cosines at 0, 30, 60, ... degrees
    const fall = [1, Math.sqrt(3) / 2, 0.5, 0, -0.5, -Math.sqrt(3) / 2].map((cosine) => 0.1 + half * (1 + cosine));
    const expected = [0.25, 0.5, 0.75, ...fall, 0.1, 0.1, 0.1];
    expectClose(
      expected.map((_, step) => schedule(step)),
      expected,
      { rtol: 1e-14 },
    );
  });

  it("needs no warmup, and no fall", () => {
    expect(warmupCosine({ lr: 1, minLr: 0, warmupSteps: 0, totalSteps: 4 })(0)).toBe(1);
    const flat = warmupCosine({ lr: 1, minLr: 1, warmupSteps: 0, totalSteps: 4 });
    expect([0, 1, 2, 3, 4, 5].map(flat)).toEqual([1, 1, 1, 1, 1, 1]);
    const sudden = warmupCosine({ lr: 1, minLr: 0.5, warmupSteps: 1, totalSteps: 1 });
    expect([0, 1, 2].map(sudden)).toEqual([0.5, 0.5, 0.5]);
  });

  it("says what is wrong", () => {
    const good = { lr: 1, minLr: 0.1, warmupSteps: 3, totalSteps: 9 };
    expect(() => warmupCosine({ ...good, minLr: 2 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: warmupCosine: it would rise to minLr.
        given:    minLr 2, lr 1
        expected: minLr to be at most lr]
    `);
    expect(() => warmupCosine({ ...good, warmupSteps: 10 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: warmupCosine: it would end in the warmup.
        given:    warmupSteps 10, totalSteps 9
        expected: warmupSteps to be at most totalSteps, which counts them]
    `);
    expect(() => warmupCosine({ ...good, totalSteps: 9.5 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: warmupCosine: totalSteps is not a count.
        given:    totalSteps 9.5
        expected: an integer from 0 up]
    `);
    expect(() => warmupCosine({ ...good, lr: Number.POSITIVE_INFINITY })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: warmupCosine: lr is out of range.
        given:    lr Infinity
        expected: a number from 0 up]
    `);
    expect(() => warmupCosine(good)(-1)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: warmupCosine: step is not a count.
        given:    step -1
        expected: an integer from 0 up]
    `);
  });
});
