import { expectClose, init, memory, memoryScope, tensor } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { clipGradNorm } from "./index.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

describe("clipGradNorm", () => {
  it("scales all gradients by one factor", () => {
    const grads = [tensor([[2, 0]]), tensor([1, 2]), tensor(4)]; // 4 + 1 + 4 + 16 = 25
    const clipped = clipGradNorm(grads, 1);
    expect(clipped.norm.item()).toBe(5);
    expect(clipped.norm.shape).toEqual([]);
    const factor = 1 / (5 + 1e-6);
    expectClose(clipped.grads[0]!, tensor([[2 * factor, 0]]), { rtol: 1e-14 });
    expectClose(clipped.grads[1]!, tensor([factor, 2 * factor]), { rtol: 1e-14 });
    expectClose(clipped.grads[2]!, tensor(4 * factor), { rtol: 1e-14 });
    expect(grads.map((g) => g.toArray())).toEqual([[[2, 0]], [1, 2], 4]); // as they were
  });

  it("leaves gradients below the bound as they are, to the bit", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
        const { grads } = clipGradNorm([tensor(values)], Math.sqrt(values.length) + 0.001);
        expect([...grads[0]!.data()]).toEqual([...tensor(values).data()]);
      }),
    );
  });

  it("brings the norm down to the bound, never above", () => {
    const gradients = fc.array(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 9 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(gradients, fc.double({ min: 0.01, max: 10, noNaN: true }), (values, bound) => {
        const { grads, norm } = clipGradNorm(
          values.map((v) => tensor(v)),
          bound,
        );
        const after = clipGradNorm(grads, Number.POSITIVE_INFINITY).norm.item();
        const n = Math.sqrt(values.flat().reduce((sum, v) => sum + v * v, 0));
        expectClose(norm, [n], { rtol: 1e-12, atol: 1e-150 }); // squares below 1e-300 vanish
        expectClose(after, n * Math.min(1, bound / (n + 1e-6)), { rtol: 1e-12, atol: 1e-150 });
      }),
    );
  });

  it("takes gradients of zero, and none", () => {
    expect(clipGradNorm([tensor([0, 0])], 1).grads[0]!.toArray()).toEqual([0, 0]);
    const none = clipGradNorm([], 1);
    expect([none.grads, none.norm.item()]).toEqual([[], 0]);
  });

  it("leaves only its results in memory", () => {
    using _ = memoryScope();
    const grads = [tensor([3]), tensor([4])];
    const { tensors } = memory();
    clipGradNorm(grads, 1);
    expect(memory().tensors).toBe(tensors + 3);
  });

  it("needs a bound", () => {
    expect(() => clipGradNorm([tensor([1])], 0)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: clipGradNorm: maxNorm is out of range.
        given:    maxNorm 0
        expected: a number above 0]
    `);
    expect(() => clipGradNorm([tensor([1])], Number.NaN)).toThrow("maxNorm is out of range");
  });
});
